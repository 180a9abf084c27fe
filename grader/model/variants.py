"""What of the reference is run beside a submission, or against it, as data that can be kept."""

from typing import Any

import msgspec

from .result import Outcome

__all__ = ["Family", "Part"]


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake with a constant from `low` to `high`.

    `files` are the part of the edited reference that its exercise needs, and `reference` the
    dotted name in it that is called.
    """

    mistake: str
    exercise: str
    low: float
    high: float
    files: dict[str, bytes]
    reference: str


class Part(msgspec.Struct, frozen=True):
    """The course's function for an earlier exercise, as a process is sent it.

    `answers` are what it gives by itself on the public cases of the exercise that is built on it:
    id -> outcome.  Where they are right, what is right with it may have nothing of the student's.
    """

    files: dict[str, bytes]
    module: str
    name: str
    answers: dict[str, Outcome]

    @property
    def request(self) -> dict[str, Any]:
        """What is sent."""
        return {"files": self.files, "module": self.module, "name": self.name}
