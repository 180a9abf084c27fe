"""The grades of a class as exports and pages see them: values only."""

import msgspec

from .people import Person
from .result import Result

__all__ = ["ClassEntry", "ClassSheet"]


class ClassEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One submission with its grade; `chosen_file` is the path of the module that was graded.

    `people` are all who get this grade.  `result` is what the student may see, `page` the student's
    report.
    """

    id: str
    name: str
    people: tuple[Person, ...]
    marks: dict[str, str]
    handed_in: str | None
    status: str
    late: bool
    score: float | None
    max_score: float
    raw: float | None
    penalty: float
    comment: str
    chosen_file: str = ""
    points: dict[str, float | None]
    result: Result
    page: str = ""


class ClassSheet(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, in the order of their ids.

    `superseded` are submissions that do not count, each with the better one that does.
    """

    assignment: str
    title: str
    exercises: tuple[str, ...]
    max_score: float
    entries: tuple[ClassEntry, ...]
    due: str | None = None
    superseded: tuple[tuple[str, str], ...] = ()
