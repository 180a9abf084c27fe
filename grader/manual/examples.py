"""A failing example of each known mistake: the smallest public case on which grading refuses it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ..adapters import adapter_of
from ..compare import judge as verdict_of
from ..course import assignment_folder
from ..diagnose.build import SECONDS
from ..golden.edits import apply_edits
from ..golden.file import read
from ..golden.reference import Reference, read_sources
from ..golden.run import outcomes_of
from ..model import Case, Edit, Golden, Mistake, Outcome, Verdict
from ..validate.context import Sheet

__all__ = ["Example", "examples_of"]

#: Characters of a value that are shown, and digits of a number, where those tell it apart.
LONGEST, DIGITS = 300, 6
ACCEPTED = "It is told and not marked down: the exercise accepts it."
SECRET = "it fails; its numbers are among those that students work out by hand"
FULL_MARKS = "It passes every case: full marks."


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """What grading says of a mistake on one case; without `failed`, on all of them."""

    failed: bool
    message: str
    case: str = ""
    about: str = ""
    expected: str = ""
    got: str = ""


class _Judge(msgspec.Struct, frozen=True):
    """What an exercise's mistakes are held to; `secret` are values that students work out by hand.

    The cases stand in the order in which they are tried, the smallest first.
    """

    sources: Mapping[str, bytes]
    graded: Sequence[tuple[Case, Golden]]
    tolerance: float
    secret: Mapping[str, Any]

    def reveals(self, verdict: Verdict) -> bool:
        """Whether what is said of a case gives away one of the secret values."""
        place = verdict.first_divergence
        key = None if place is None else place.key
        return key is not None and key in self.secret and verdict.expected == self.secret[key]


def examples_of(course: Path, assignment: str, only: str | None = None) -> dict[str, Example]:
    """An example for each mistake of an assignment, by its id; `only` names a single one.

    Raises ConfigurationError where the course has no reference, GoldenError where golden.json does
    not fit, EditError where a mistake's edit does not apply.
    """
    sheet = Sheet(assignment_folder(course, assignment))
    asked = [m for m in sheet.mistakes if only in (None, m.id)]
    names = {mistake.exercise for mistake in asked}
    judges = {name: _judge_of(sheet, name, read_sources(course)) for name in names}
    return {m.id: _example(m, judges[m.exercise]) for m in asked}


def _judge_of(sheet: Sheet, exercise: str, sources: Mapping[str, bytes]) -> _Judge:
    frozen = read(sheet.folder)
    cases = sorted(sheet.cases, key=lambda case: len(case.data))
    return _Judge(
        sources,
        [(case, frozen.golden(case)) for case in cases if case.exercise.name == exercise],
        sheet.assignment.tolerance,
        {
            case.inputs["key"]: frozen.golden(case).expected
            for case in cases
            if adapter_of(case.exercise).secret and "key" in case.inputs
        },
    )


def _example(mistake: Mistake, judge: _Judge) -> Example:
    """The first way of making it that some case refuses, on a case that gives nothing away."""
    found = Example(failed=False, message=FULL_MARKS)
    for edits in mistake.ways:
        for case, verdict, outcome in _verdicts(edits, judge):
            if verdict.status != "passed" and not judge.reveals(verdict):
                return _failing(case, verdict, outcome)
            if verdict.status != "passed":
                found = Example(failed=True, message=SECRET, case=case.spec.name)
            elif verdict.accepted is not None and not found.failed:
                found = Example(failed=False, message=ACCEPTED)
    return found


def _verdicts(edits: Iterable[Edit], judge: _Judge) -> Iterator[tuple[Case, Verdict, Outcome]]:
    """What the edited reference gets on one case after the other, as long as somebody asks."""
    reference = Reference(apply_edits(judge.sources, edits))
    try:
        for case, golden in judge.graded:
            (outcome,) = outcomes_of(reference, [case], SECONDS)
            yield case, verdict_of(case, golden, outcome, judge.tolerance), outcome
    finally:
        reference.close()


def _failing(case: Case, verdict: Verdict, outcome: Outcome) -> Example:
    message = verdict.message
    if not message and outcome.fault is not None:
        message = outcome.fault.text
    expected, got = _apart(verdict.expected, verdict.got)
    return Example(
        failed=True,
        message=message or verdict.status,
        case=case.spec.name,
        about=case.spec.about,
        expected=expected,
        got=got,
    )


def _apart(expected: Any, got: Any) -> tuple[str, str]:
    """Both values in a few digits, or in all of them where a few would be the same."""
    if expected is None and got is None:
        return "", ""
    short = _cut(str(_rounded(expected))), _cut(str(_rounded(got)))
    return short if short[0] != short[1] else (_cut(str(expected)), _cut(str(got)))


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} ..."
