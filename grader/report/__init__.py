"""Pages: values in, HTML out.  `student_page` makes the report that a student reads."""

from .student import student_page

__all__ = ["student_page"]
