"""What submissions are held to: an assignment, its cases drawn, its golden values."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from . import cache
from .errors import ConfigurationError
from .golden.file import read
from .model import Assignment, Case, Golden

__all__ = ["Paper", "public_paper"]


class Paper:
    """An assignment with its cases and where their golden values come from."""

    def __init__(
        self,
        assignment: Assignment,
        cases: Sequence[Case],
        golden: Callable[[Case], Golden],
        accepted: Mapping[str, str],
    ) -> None:
        self.assignment = assignment
        self.cases = list(cases)
        self.golden = golden
        self.accepted = accepted

    @property
    def max_score(self) -> float:
        """Of the exercises that have cases here (all, or those of `--only`)."""
        asked = {case.exercise.name for case in self.cases}
        exercises = self.assignment.exercises
        return round(sum(e.points for e in exercises if e.name in asked), 2) + 0.0


def public_paper(folder: Path, only: str | None = None) -> Paper:
    """The public cases of an assignment, of one exercise if `only` names it.

    Raises SpecError, GoldenError, and ConfigurationError when there is no such exercise.
    """
    assignment, cases = cache.load(folder, lambda: _draw(folder))
    names = [exercise.name for exercise in assignment.exercises]
    if only is not None and only not in names:
        from .spec.tree import did_you_mean

        meant = did_you_mean(only, names)
        raise ConfigurationError(f"{assignment.name} has no exercise {only!r}{meant}")
    frozen = read(folder)
    asked = [case for case in cases if only in (None, case.exercise.name)]
    return Paper(assignment, asked, frozen.golden, frozen.accepted_words())


def _draw(folder: Path) -> tuple[Assignment, list[Case]]:
    from .cases import draw_cases  # only when the cache does not have it: YAML takes its time
    from .spec import load

    assignment, source = load(folder)
    cases = draw_cases(assignment, source)
    return assignment, [case for case in cases if case.spec.visibility == "public"]
