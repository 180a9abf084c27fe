"""The manual: a page for each command, exercise, mistake, format, key and finding, from the code.

`grader explain` prints a page, docs/make_site.py makes a site of all.  Nothing in here is written
twice: a page is made from what the program itself reads.
"""

from .contents import Manual
from .page import Page

__all__ = ["Manual", "Page"]
