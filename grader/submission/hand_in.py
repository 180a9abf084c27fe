"""What one student, or one group, has handed in, before it is known what of it counts."""

import msgspec

from ..model import Person, key_of
from .files import Entry

__all__ = ["HandIn"]


class HandIn(msgspec.Struct, frozen=True, kw_only=True):
    """Files with who handed them in and when, as a download has them.

    `attempt` counts up within a student's; `late` is what the format says itself; `handed_in` is an
    ISO time; `order` is a number that grows as they come in, where the format has one; `marks` are
    numbers that an export needs to find the row again (Canvas' user, Moodle's participant ...);
    `older` are files that newer ones of the same submission replace, in pairs.
    """

    people: tuple[Person, ...]
    files: dict[str, Entry]
    attempt: int = 0
    late: bool | None = None
    handed_in: str | None = None
    order: int = 0
    marks: dict[str, str] = {}
    source: str = ""
    older: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Of the group, or of its one student."""
        return key_of(self.people)
