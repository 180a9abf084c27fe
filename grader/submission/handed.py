"""What one student, or one group, has handed in, before it is known what of it counts."""

import msgspec

from .files import Entry

__all__ = ["Handed", "Student"]


class Student(msgspec.Struct, frozen=True, kw_only=True):
    """Who: `key` is what the format tells them apart by; the rest is what it happens to say."""

    key: str
    name: str = ""
    email: str = ""
    sid: str = ""


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """Files with who handed them in and when.

    `attempt` counts up within a student's; `late` is what the format says itself; `when` is an ISO
    time; `order` is a number that grows as they come in, where the format has one; `marks` are
    numbers that an export needs to find the row again (Canvas' user, Moodle's participant ...);
    `older` are files that newer ones of the same submission replace, in pairs.
    """

    students: tuple[Student, ...]
    files: dict[str, Entry]
    attempt: int = 0
    late: bool | None = None
    when: str | None = None
    order: int = 0
    marks: dict[str, str] = {}
    source: str = ""
    older: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Of the group, or of its one student."""
        return "+".join(sorted(student.key for student in self.students))
