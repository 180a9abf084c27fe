"""What submissions are held to: an assignment, its cases drawn, its golden values."""

import subprocess
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from . import cache
from .errors import ConfigurationError
from .model import Assignment, Case, Golden
from .sandbox.limits import Box
from .submission.files import Submission

__all__ = ["Paper", "open_box", "public_paper"]


if TYPE_CHECKING:
    from .golden.file import GoldenFile


class Paper:
    """An assignment with its cases; its golden values are read when the first is asked for."""

    def __init__(self, assignment: Assignment, cases: Sequence[Case]) -> None:
        self.assignment = assignment
        self.cases = list(cases)

    @cached_property
    def _frozen(self) -> "GoldenFile":
        from .golden.file import read  # numpy takes its time; the child works meanwhile

        return read(Path(self.assignment.folder))

    def golden(self, case: Case) -> Golden:
        """The golden values of a case.  Raises GoldenError."""
        return self._frozen.golden(case)

    @property
    def accepted(self) -> dict[str, str]:
        """What is said of a variant that is accepted: mistake id -> sentence."""
        return self._frozen.accepted_words()


def public_paper(folder: Path, only: Sequence[str] = ()) -> Paper:
    """The public cases of an assignment, of some exercises if `only` names them.

    Raises SpecError, and ConfigurationError when there is no such exercise.
    """
    assignment, cases = cache.load(folder, lambda: _draw(folder))
    names = [exercise.name for exercise in assignment.exercises]
    for name in only:
        if name not in names:
            from .spec.tree import did_you_mean

            meant = did_you_mean(name, names)
            raise ConfigurationError(f"{assignment.name} has no exercise {name!r}{meant}")
    return Paper(assignment, [case for case in cases if not only or case.exercise.name in only])


def open_box(
    paper: Paper, submission: Submission, popen: subprocess.Popen[bytes] | None = None
) -> Box:
    """The box in which a submission will be run; `popen` is a process that was started ahead."""
    assignment = paper.assignment
    return Box(submission.files, assignment.module, assignment.limits, paper.cases, popen)


def _draw(folder: Path) -> tuple[Assignment, list[Case]]:
    from .cases import draw_cases  # only when the cache does not have it: YAML takes its time
    from .spec import load

    assignment, source = load(folder)
    cases = draw_cases(assignment, source)
    return assignment, [case for case in cases if case.spec.visibility == "public"]
