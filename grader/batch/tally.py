"""What a class did, counted while its results pass by one at a time: nothing of them is kept."""

import re
from collections import Counter
from collections.abc import Iterable

from ..diagnose.graded import UNWRITTEN
from ..model import ExerciseResult, Result, reason
from ..report.classroom import CaseRate, Group
from ..wording.findings import without_place

__all__ = ["Tally"]

#: Whoever made a mistake is named up to here; the rest is a number.
NAMED = 400
_NUMBERS = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?|\b(nan|inf)\b")
#: Of a message: what a student made longer than ours are says nothing more.
LONG = 400


class Tally:
    """Cases passed, mistakes made, errors of one shape; `violations` are for staff to look at."""

    def __init__(self) -> None:
        self.of: Counter[tuple[str, str]] = Counter()
        self.passed: Counter[tuple[str, str]] = Counter()
        self.mistakes: dict[tuple[str, str], list[str]] = {}
        self.shapes: dict[tuple[str, str], list[str]] = {}
        self.said: dict[tuple[str, str], str] = {}
        self.violations: list[str] = []

    def add(self, name: str, result: Result) -> None:
        """Counts the result of the submission `name`."""
        if result.violation:
            self.violations.append(name)
        for exercise in result.exercises:
            self._cases(exercise)
            if exercise.status == "passed" or exercise.status in UNWRITTEN:
                continue
            finding = exercise.findings[0] if exercise.findings else None
            if finding is not None and finding.mistake is not None:
                key = (exercise.name, finding.mistake)
                self.said.setdefault(key, without_place(finding)[:LONG])
                self.mistakes.setdefault(key, []).append(name)
            elif finding is None or finding.kind not in ("accepted", "follow_through"):
                shape = (exercise.name, _shape(exercise))
                self.shapes.setdefault(shape, []).append(name)

    def _cases(self, exercise: ExerciseResult) -> None:
        for case in exercise.cases:
            key = (exercise.name, case.name)
            self.of[key] += 1
            self.passed[key] += case.status == "passed"

    def cases(self, exercise: str) -> tuple[CaseRate, ...]:
        """How many passed each case of an exercise, in the order of the cases."""
        return tuple(
            CaseRate(case, self.passed[name, case], count)
            for (name, case), count in self.of.items()
            if name == exercise
        )

    def known(self) -> tuple[Group, ...]:
        """Mistakes with a name, the commonest first."""
        return tuple(
            Group(exercise, self.said[exercise, mistake], len(who), tuple(who[:NAMED]), mistake)
            for (exercise, mistake), who in _commonest(self.mistakes)
        )

    def unknown(self) -> tuple[Group, ...]:
        """What no known mistake explains, by its shape, the commonest first."""
        return tuple(
            Group(exercise, shape, len(who), tuple(who[:NAMED]))
            for (exercise, shape), who in _commonest(self.shapes)
        )


def _commonest(
    groups: dict[tuple[str, str], list[str]],
) -> Iterable[tuple[tuple[str, str], list[str]]]:
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def _shape(exercise: ExerciseResult) -> str:
    """What is said of it, without its numbers: errors of one shape say the same."""
    return _NUMBERS.sub("#", reason(exercise)[:LONG])[:200]
