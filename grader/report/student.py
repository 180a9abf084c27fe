"""The student's report: one self-contained file, readable without JavaScript."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar, cast

import msgspec
from markupsafe import Markup

from ..language import translated as _
from ..model import (
    WORST_FIRST,
    CaseResult,
    ExerciseResult,
    Figures,
    Grade,
    Pictures,
    Result,
    Sketch,
    reason,
)
from ..model.pictures import Code, ErrorsFigure, Figure, TensorsFigure
from ..wording.statuses import WORDS
from .cases import PRINTED, SYMBOLS, TRACE, UNWRITTEN, CaseView, case_view, cut
from .code import rows_of
from .figures import View, view_of
from .figures.graph import GraphView
from .figures.plane import ContoursView, RaceView, WayView, contours_view, race_view, way_view
from .figures.tensors import Grid, grid_of
from .render import render
from .room import Room, code_height, figure_height, grid_height

__all__ = ["student_page", "view"]

#: What shows errors, and nothing of what is right.
ERRORS = (TensorsFigure, ErrorsFigure)

#: Lines on how the files were read.
NOTES = 20

T = TypeVar("T")
#: Fewer cases than these are not listed beside code: they are below it.
FEWEST = 3
#: Characters of what is said of each: a line has no more.
WORDY = 160
#: A figure of this width stands beside the code.
NARROW = 520


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
    helper: CodeView | None
    smallest: CaseView | None
    heading: str
    inputs: tuple[Grid, ...]
    inputs_open: bool
    beside: tuple[View, ...]
    others: tuple[tuple[str, str, str, str], ...]
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
    read: tuple[str, ...]
    exercises: tuple[ExerciseView, ...]
    contours: tuple[ContoursView, ...]
    race: RaceView | None


def student_page(
    result: Result,
    grade: Grade | None = None,
    figures: Figures | None = None,
    pictures: Pictures | None = None,
) -> str:
    """The page as HTML; whatever comes from the student is text in it.

    `grade` is what a batch makes of the points: late days, points by hand.  Without `figures` and
    `pictures`, it is words and tables.
    """
    try:
        page = view(result, grade, figures or Figures(), pictures or Pictures())
        return render("grader.report", "student.html", page=page)
    except Exception:
        if figures is None and pictures is None:
            raise
        return student_page(result, grade)  # the picture that failed is our fault: not the grade's


def view(result: Result, grade: Grade | None, figures: Figures, pictures: Pictures) -> PageView:
    """The result as the page shows it, the exercises in the order in which to work on them."""
    exercises = sorted(result.exercises, key=lambda e: WORST_FIRST.index(e.status))
    todo = [e for e in exercises if e.status != "passed"]
    right = [e.name for e in exercises if e.status == "passed"]
    standing = grade if grade is not None and result.exercises else result
    score, most = standing.score, standing.max_score
    percent = 0
    if score is not None and most:
        percent = max(0, min(100, int(100 * score / most)))
    points = grade.exercises if grade is not None else {}
    views = tuple(_exercise(e, points.get(e.name), figures, pictures) for e in exercises)
    order = [exercise.name for exercise in result.exercises]
    plain = [exercise.name for exercise in exercises if _plain(exercise)]
    race = _safely(lambda: race_view(pictures, figures, order, plain))
    used = {v.way.surface for v in views if v.way is not None}
    used |= {way.surface for way in race.ways} if race is not None else set()
    return PageView(
        title=result.assignment,
        submission=result.submission,
        score="–" if score is None else f"{score:g}",
        max_score=f"{most:g}",
        percent=percent,
        message=cut(result.message or "", TRACE),
        problem=_code(figures.problem) if figures.problem is not None else None,
        next=_next(todo[0]) if todo and not result.message else None,
        right=len(right),
        isolation=result.isolation,
        stdout=cut(result.stdout, PRINTED),
        notes=grade.notes if grade is not None else (),
        read=tuple(cut(note) for note in result.notes[:NOTES]),
        exercises=views,
        contours=tuple(contours_view(s) for s in pictures.surfaces if s.name in used),
        race=race,
    )


def _next(exercise: ExerciseResult) -> NextView:
    """The one thing to do next."""
    wrong = [case for case in exercise.cases if case.status != "passed"]
    why = cut(reason(exercise, None if wrong else _(WORDS[exercise.status])))
    where = ""
    if exercise.findings and wrong and exercise.status not in UNWRITTEN:
        where = f"{wrong[0].name}: {cut(wrong[0].message)}"
    return NextView(exercise.name, why, "" if where == why else where)


def _exercise(
    exercise: ExerciseResult, given: float | None, figures: Figures, pictures: Pictures
) -> ExerciseView:
    sketch = figures.sketches.get(exercise.name, Sketch())
    passed = exercise.status == "passed"
    written = exercise.status not in UNWRITTEN
    wrong = [c for c in exercise.cases if c.status != "passed" and c.visibility == "public"]
    smallest = next((case for case in wrong if case.name == sketch.case), None)
    shown = smallest or (wrong[0] if wrong and written else None)
    drawings = _drawings(sketch, pictures, passed)
    said: set[str] = set()
    way = _safely(lambda: way_view(exercise.name, pictures, figures, _plain(exercise)))
    code = _code(sketch.code) if sketch.code is not None else None
    helper = _code(sketch.helper) if sketch.helper is not None else None
    case = case_view(shown, smallest is None, said) if shown is not None else None
    inputs = tuple(grid_of(q) for q in sketch.inputs) if smallest is not None else ()
    cases = tuple(case_view(each, each is not shown, said) for each in exercise.cases)
    room = Room(sum(code_height(c) for c in (sketch.code, sketch.helper) if c), case)
    beside: list[View] = []
    if case is not None:  # else there is nothing that they would stand with
        beside = [v for v in drawings if _narrow(v) and room.takes(figure_height(v), always=True)]
        beside += [v for v in drawings if not _narrow(v) and room.takes(figure_height(v))]
    inputs_open = bool(inputs) and room.takes(grid_height(inputs))
    return ExerciseView(
        name=exercise.name,
        status=exercise.status,
        symbol=SYMBOLS.get(exercise.status, "✗"),
        word=_(WORDS[exercise.status]),
        points=_points(exercise, given),
        open=not passed and written and (shown is not None or bool(exercise.findings)),
        findings=tuple((f.kind, cut(f.message), f.explanation) for f in exercise.findings),
        formula=Markup(pictures.formulas.get(exercise.name, "")),
        code=code,
        helper=helper,
        smallest=case,
        heading=_("The smallest case that fails")
        if smallest is not None
        else _("A case that fails"),
        inputs=inputs,
        inputs_open=inputs_open,
        beside=tuple(beside),
        others=_others(exercise, shown, room) if case is not None else (),
        figures=tuple(v for v in drawings if v not in beside),
        way=way if written else None,
        right=sum(case.status == "passed" for case in exercise.cases),
        cases=cases,
    )


def _others(
    exercise: ExerciseResult, shown: CaseResult | None, room: Room
) -> tuple[tuple[str, str, str, str], ...]:
    """(symbol, name, status, what is wrong) of other cases: as many as there is room for."""
    others = [case for case in exercise.cases if case is not shown]
    count = room.lines()
    if count < min(len(others), FEWEST):
        return ()
    others.sort(key=lambda case: case.status == "passed")
    return tuple(
        (
            SYMBOLS.get(c.status, "✗"),
            c.name,
            c.status,
            "" if c.status == "passed" else c.message[:WORDY],
        )
        for c in others[:count]
    )


def _points(exercise: ExerciseResult, given: float | None) -> str:
    """Its points, also if a person gave them."""
    own = given is None or given == exercise.score
    score = exercise.score if given is None else given
    words = _("{score} of {most}") if own else _("{score} of {most}, by hand")
    return words.format(score=f"{round(score, 2):g}", most=f"{exercise.max_score:g}")


def _plain(exercise: ExerciseResult) -> bool:
    """Whether it gave what is expected: not a variant, nor what follows from an earlier mistake."""
    other = any(f.kind in ("accepted", "follow_through") for f in exercise.findings)
    return exercise.status == "passed" and not other


def _drawings(sketch: Sketch, pictures: Pictures, passed: bool) -> list[View]:
    """The figures; of what is right, none that shows errors.  One that fails is left out."""
    views: list[View] = []
    for figure in sketch.figures:
        if passed and isinstance(figure, ERRORS):
            continue
        made = cast("View | None", _safely(partial(_view, figure, pictures)))
        views += [] if made is None else [made]
    return views


def _view(figure: Figure, pictures: Pictures) -> View | None:
    return view_of(figure, pictures)


def _safely(draw: Callable[[], T | None]) -> T | None:
    """A picture that fails by our own fault is left out: nothing else may fail by it."""
    try:
        return draw()
    except Exception:
        return None


def _narrow(figure: View) -> bool:
    if isinstance(figure, GraphView):
        return figure.width <= NARROW
    return figure.template in ("errors", "tensors")


def _code(code: Code) -> CodeView:
    return CodeView(code.file, rows_of(code.text, code.first, code.marked))
