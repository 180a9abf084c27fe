"""The student's report: one self-contained file, readable without JavaScript."""

from pathlib import Path
from typing import Any

import msgspec

from ..files import write_whole
from ..model import WORST_FIRST, CaseResult, ExerciseResult, Result
from .render import render

__all__ = ["student_page", "write_student_page"]

WORDS = {
    "passed": "right",
    "partial": "partly right",
    "failed": "wrong",
    "error": "error",
    "timeout": "too slow",
    "memory": "too much memory",
    "missing": "missing",
    "not_implemented": "not implemented",
    "internal_error": "could not be graded",
}
#: (the case's status is "passed", torch's verdict) -> what is said of torch
TORCH = {
    (True, "passed"): "PyTorch agrees.",
    (True, "failed"): "PyTorch gives other numbers.",
    (False, "passed"): "PyTorch gives your numbers.",
    (False, "failed"): "PyTorch gives the expected numbers, too.",
}


class Row(msgspec.Struct, frozen=True):
    """One entry of an answer beside the expected one."""

    index: str
    got: str
    expected: str
    off: bool


class CaseView(msgspec.Struct, frozen=True):
    """A case as the page shows it."""

    name: str
    about: str
    status: str
    word: str
    message: str
    traceback: str
    rows: tuple[Row, ...]
    error: str
    torch: str
    weightless: bool
    first: bool


class ExerciseView(msgspec.Struct, frozen=True):
    """An exercise as the page shows it."""

    name: str
    status: str
    word: str
    points: str
    findings: tuple[tuple[str, str, str], ...]
    right: int
    cases: tuple[CaseView, ...]


class PageView(msgspec.Struct, frozen=True):
    """Everything that the template needs, as text."""

    title: str
    submission: str
    score: str
    max_score: str
    percent: int
    message: str
    first: str
    isolation: str
    stdout: str
    exercises: tuple[ExerciseView, ...]


def student_page(result: Result, notes: tuple[str, ...] = ()) -> str:
    """The page as HTML; whatever comes from the student is text in it.

    `notes` say how the grade differs from the points: late, given by hand.
    """
    return render("grader.report", "student.html", page=view(result), notes=notes)


def write_student_page(result: Result, file: Path) -> None:
    """Writes the page in one step.  Raises ConfigurationError when that is not possible."""
    write_whole(file, student_page(result))


def view(result: Result) -> PageView:
    """The result as the page shows it."""
    exercises = sorted(result.exercises, key=lambda e: WORST_FIRST.index(e.status))
    todo = [e for e in exercises if e.status != "passed"]
    percent = 0
    if result.score is not None and result.max_score:
        percent = int(100 * result.score / result.max_score)
    return PageView(
        title=result.assignment,
        submission=result.submission,
        score="–" if result.score is None else f"{result.score:g}",
        max_score=f"{result.max_score:g}",
        percent=percent,
        message=result.message or "",
        first=_first(todo[0]) if todo and not result.message else "",
        isolation=result.isolation,
        stdout=result.stdout,
        exercises=tuple(_exercise(e) for e in exercises),
    )


def _first(exercise: ExerciseResult) -> str:
    """The one thing to do next."""
    reasons = [finding.message for finding in exercise.findings]
    reasons += [case.message for case in exercise.cases if case.status != "passed"]
    return f"{exercise.name}: {reasons[0]}" if reasons else exercise.name


def _exercise(exercise: ExerciseResult) -> ExerciseView:
    first = next((case for case in exercise.cases if case.status != "passed"), None)
    return ExerciseView(
        name=exercise.name,
        status=exercise.status,
        word=WORDS[exercise.status],
        points=f"{round(exercise.score, 2):g} of {exercise.max_score:g}",
        findings=tuple((f.kind, f.message, f.explanation) for f in exercise.findings),
        right=sum(case.status == "passed" for case in exercise.cases),
        cases=tuple(_case(case, case is first) for case in exercise.cases),
    )


def _case(case: CaseResult, first: bool) -> CaseView:
    error = case.error
    return CaseView(
        name=case.name,
        about=case.about,
        status=case.status,
        word=WORDS[case.status],
        message=case.message,
        traceback=case.traceback or "",
        rows=tuple(_rows(case.expected, case.got)),
        error="" if error is None else f"{error.max_rel:.2g}",
        torch=_torch(case),
        weightless=case.weight == 0,
        first=first,
    )


def _torch(case: CaseResult) -> str:
    """What torch says of the numbers, where there are any to compare."""
    if case.torch is None or case.error is None:
        return ""
    return TORCH[case.status == "passed", case.torch.status]


def _rows(expected: Any, got: Any, index: tuple[int, ...] = ()) -> list[Row]:
    """An array's entries, one per row, with those marked that do not look alike."""
    if isinstance(expected, list) and isinstance(got, list):
        pairs = enumerate(zip(expected, got, strict=False))
        return [row for i, (e, g) in pairs for row in _rows(e, g, (*index, i))]
    if expected is None:
        return []
    e, g = _number(expected), _number(got)
    return [Row(", ".join(map(str, index)), g, e, g != e)]


def _number(value: Any) -> str:
    return f"{value:.10g}" if isinstance(value, (int, float)) else str(value)
