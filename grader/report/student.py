"""The student's report: one self-contained file, readable without JavaScript."""

from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup

from ..files import write_whole
from ..model import WORST_FIRST, CaseResult, ExerciseResult, Figures, Pictures, Result, Sketch
from ..model.pictures import Code
from .code import rows_of
from .figures import View, view_of
from .figures.graph import GraphView
from .figures.plane import ContoursView, RaceView, WayView, contours_view, race_view, way_view
from .figures.svg import number
from .figures.tensors import Grid, grid_of
from .render import render

__all__ = ["SYMBOLS", "WORDS", "student_page", "view", "write_student_page"]

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
#: So that nothing is told by colour alone.
SYMBOLS = {"passed": "✓", "partial": "◐", "missing": "○", "not_implemented": "○"}
UNWRITTEN = ("missing", "not_implemented")
#: A figure of this width stands beside the code.
NARROW = 520
#: Of a case that is not drawn, the entries that are shown.
ROWS = 4


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """A case as the page shows it; `judges` are (who, what it says, whether that is good)."""

    name: str
    about: str
    status: str
    symbol: str
    word: str
    message: str
    traceback: str
    rows: tuple[str, ...]
    more: int
    judges: tuple[tuple[str, str, bool], ...]
    error: str
    weightless: bool


class CodeView(msgspec.Struct, frozen=True):
    """Lines of code with their numbers."""

    file: str
    html: Markup


class ExerciseView(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise as the page shows it."""

    name: str
    status: str
    symbol: str
    word: str
    points: str
    open: bool
    findings: tuple[tuple[str, str, str], ...]
    formula: Markup
    code: CodeView | None
    smallest: CaseView | None
    inputs: tuple[Grid, ...]
    beside: tuple[View, ...]
    figures: tuple[View, ...]
    way: WayView | None
    right: int
    cases: tuple[CaseView, ...]


class NextView(msgspec.Struct, frozen=True):
    """The one thing to do next, and where it shows."""

    exercise: str
    reason: str
    where: str


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the template needs, as text."""

    title: str
    submission: str
    score: str
    max_score: str
    percent: int
    message: str
    problem: CodeView | None
    next: NextView | None
    right: int
    isolation: str
    stdout: str
    notes: tuple[str, ...]
    exercises: tuple[ExerciseView, ...]
    contours: tuple[ContoursView, ...]
    race: RaceView | None


def student_page(
    result: Result,
    notes: tuple[str, ...] = (),
    figures: Figures | None = None,
    pictures: Pictures | None = None,
) -> str:
    """The page as HTML; whatever comes from the student is text in it.

    `notes` say how the grade differs from the points: late, given by hand.  Without `figures` and
    `pictures`, it is words and tables.
    """
    page = view(result, notes, figures or Figures(), pictures or Pictures())
    return render("grader.report", "student.html", page=page)


def write_student_page(
    result: Result, file: Path, figures: Figures | None = None, pictures: Pictures | None = None
) -> None:
    """Writes the page in one step.  Raises ConfigurationError when that is not possible."""
    write_whole(file, student_page(result, (), figures, pictures))


def view(result: Result, notes: tuple[str, ...], figures: Figures, pictures: Pictures) -> PageView:
    """The result as the page shows it, the exercises in the order in which to work on them."""
    exercises = sorted(result.exercises, key=lambda e: WORST_FIRST.index(e.status))
    todo = [e for e in exercises if e.status != "passed"]
    right = [e.name for e in exercises if e.status == "passed"]
    percent = 0
    if result.score is not None and result.max_score:
        percent = max(0, min(100, int(100 * result.score / result.max_score)))
    views = tuple(_exercise(e, figures, pictures) for e in exercises)
    shown = {v.way.surface for v in views if v.way} | {s.name for s in pictures.surfaces}
    order = [exercise.name for exercise in result.exercises]
    race = race_view(pictures, figures, order, right)
    return PageView(
        title=result.assignment,
        submission=result.submission,
        score="–" if result.score is None else f"{result.score:g}",
        max_score=f"{result.max_score:g}",
        percent=percent,
        message=result.message or "",
        problem=_code(figures.problem) if figures.problem is not None else None,
        next=_next(todo[0]) if todo and not result.message else None,
        right=len(right),
        isolation=result.isolation,
        stdout=result.stdout,
        notes=notes,
        exercises=views,
        contours=tuple(
            contours_view(s) for s in pictures.surfaces if exercises and s.name in shown
        ),
        race=race,
    )


def _next(exercise: ExerciseResult) -> NextView:
    """The one thing to do next."""
    wrong = [case for case in exercise.cases if case.status != "passed"]
    reasons = [finding.message for finding in exercise.findings] + [c.message for c in wrong]
    where = ""
    reason = reasons[0] if reasons else WORDS[exercise.status]
    if exercise.findings and wrong and exercise.status not in UNWRITTEN:
        where = f"{wrong[0].name}: {wrong[0].message}"
    return NextView(exercise.name, reason, "" if where == reason else where)


def _exercise(exercise: ExerciseResult, figures: Figures, pictures: Pictures) -> ExerciseView:
    sketch = figures.sketches.get(exercise.name, Sketch())
    passed = exercise.status == "passed"
    written = exercise.status not in UNWRITTEN
    drawn = next((case for case in exercise.cases if case.name == sketch.case), None)
    wrong = next((case for case in exercise.cases if case.status != "passed"), None)
    smallest = drawn or (wrong if written else None)
    drawings = [view_of(figure, pictures) for figure in sketch.figures]
    return ExerciseView(
        name=exercise.name,
        status=exercise.status,
        symbol=SYMBOLS.get(exercise.status, "✗"),
        word=WORDS[exercise.status],
        points=f"{round(exercise.score, 2):g} of {exercise.max_score:g}",
        open=not passed and written and (smallest is not None or bool(exercise.findings)),
        findings=tuple((f.kind, f.message, f.explanation) for f in exercise.findings),
        formula=Markup(pictures.formulas.get(exercise.name, "")),
        code=_code(sketch.code) if sketch.code is not None else None,
        smallest=_case(smallest, rows=drawn is None) if smallest is not None else None,
        inputs=tuple(grid_of(quantity) for quantity in sketch.inputs),
        beside=tuple(v for v in drawings if _narrow(v)),
        figures=tuple(v for v in drawings if not _narrow(v)),
        way=way_view(exercise.name, pictures, figures, passed) if written else None,
        right=sum(case.status == "passed" for case in exercise.cases),
        cases=tuple(_case(case, rows=case is not smallest) for case in exercise.cases),
    )


def _narrow(figure: View) -> bool:
    if isinstance(figure, GraphView):
        return figure.width <= NARROW
    return figure.template in ("errors", "tensors")


def _code(code: Code) -> CodeView:
    return CodeView(code.file, rows_of(code.text, code.first, code.marked))


def _case(case: CaseResult, rows: bool) -> CaseView:
    error = case.error
    found = _rows(case.expected, case.got) if rows and case.status == "failed" else []
    return CaseView(
        name=case.name,
        about=case.about,
        status=case.status,
        symbol=SYMBOLS.get(case.status, "✗"),
        word=WORDS[case.status],
        message=case.message,
        traceback=case.traceback or "",
        rows=tuple(found[:ROWS]),
        more=max(0, len(found) - ROWS),
        judges=_judges(case),
        error="" if error is None or case.status == "passed" else number(error.max_rel, 2),
        weightless=case.weight == 0,
    )


def _judges(case: CaseResult) -> tuple[tuple[str, str, bool], ...]:
    """What the reference and torch say of the numbers, where there are any to compare."""
    if case.torch is None or case.error is None:
        return ()
    verdicts = {"reference": not case.first_divergence, "PyTorch": case.torch.status == "passed"}
    return tuple((who, "agrees" if good else "differs", good) for who, good in verdicts.items())


def _rows(expected: Any, got: Any, index: tuple[int, ...] = ()) -> list[str]:
    """The entries of an array that do not look alike, one per line."""
    if isinstance(expected, list) and isinstance(got, list):
        pairs = enumerate(zip(expected, got, strict=False))
        return [row for i, (e, g) in pairs for row in _rows(e, g, (*index, i))]
    if expected is None or expected == got:
        return []
    e, g = _number(expected), _number(got)
    where = f"[{', '.join(map(str, index))}]" if index else "yours"
    return [f"{where} {g}, expected {e}"] if e != g else []


def _number(value: Any) -> str:
    return f"{value:.10g}" if isinstance(value, (int, float)) else str(value)
