"""Where grading runs: one file per service, found by listing this folder.

On the staff's machine a target lays out the files that the service is given; in the service, the
same target says where the submission lies and writes what came of it.  In between, `_grading`
grades with what `_bundle` packed.  A name that begins with an underscore is no target.
"""

from pathlib import Path
from typing import Protocol, cast

from ..files import named_modules
from ._bundle import Bundle
from ._grading import Graded

__all__ = ["Target", "targets"]


class Target(Protocol):
    """A service: what it is called, what it is given, and what it is handed back.

    `OFFLINE`: all wheels go along; else the one of numpy is fetched by the service's own Python.
    `SECRET`: students cannot read what the service is given, so that hidden cases may be part of
    it.  `SUBMISSION` and `RESULTS` are the folders of the service; `.` is where it starts us.
    """

    NAME: str
    ABOUT: str
    OFFLINE: bool
    SECRET: bool
    SUBMISSION: str
    RESULTS: str

    def files(self, bundle: Bundle) -> dict[str, bytes]:
        """What the service is given: path with `/` -> content; `#!` makes it a program."""

    def deliver(self, graded: Graded, results: Path) -> int:
        """Writes what came of a submission into the folder `results`; gives the exit code."""

    def fail(self, why: str, results: Path) -> int:
        """Our own fault: leaves what the service shows as an error, never points; the exit code."""


def targets() -> dict[str, Target]:
    """The services by their names."""
    return cast(dict[str, Target], named_modules(__name__, __path__))
