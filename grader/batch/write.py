"""The files of a batch that are made from all of it: grades.csv and the class page."""

from pathlib import Path

import msgspec

from .. import __version__
from ..errors import ConfigurationError
from ..exporters._cells import write_table
from ..exporters.csv import rows
from ..files import write_atomic
from ..model import ClassEntry, ClassSheet, RunSummary
from ..report.classroom import (
    ClassView,
    ExerciseRate,
    Group,
    Line,
    NeedsReview,
    RunView,
    class_page,
    statistics,
)
from ..store import Gradebook
from .grades import missing, read_sheet
from .run import timestamp
from .tally import Tally

__all__ = ["add_earlier", "last_run", "write_pages", "write_pages_if_changed"]

#: Batches that the page remembers.
RUNS = 12


def write_pages(book: Gradebook, note: bool = False) -> ClassSheet:
    """Writes grades.csv and index.html.  Raises ConfigurationError.

    With `note`, the batch as it is now is kept as a line of the progress.
    """
    tally = Tally()
    sheet = read_sheet(book, tally.add)
    view = _view(book, sheet, tally, note)
    grades, index = _files(book)
    write_table(grades, rows(sheet))
    write_atomic(index, class_page(view))
    book.save_written(_state(book))
    return sheet


def write_pages_if_changed(book: Gradebook, note: bool = False) -> ClassSheet | None:
    """The same; None where both files are there and nothing has changed since they were written.

    What the two hold is not looked at: `grader report` writes them in any case.
    """
    if not note and all(file.is_file() for file in _files(book)) and book.written == _state(book):
        return None
    return write_pages(book, note)


def _files(book: Gradebook) -> tuple[Path, Path]:
    return book.folder / "grades.csv", book.folder / "index.html"


def _state(book: Gradebook) -> str:
    """Of the gradebook, and of the program that writes."""
    return f"{__version__} {book.state}"


def last_run(book: Gradebook) -> RunSummary:
    """The batch as it is now, with the time when something was graded last.

    Raises ConfigurationError when nothing was.
    """
    tally = Tally()
    sheet = read_sheet(book, tally.add)
    lines = tuple(_line(entry, sheet, []) for entry in sheet.entries)
    run = _run(book, lines, _rates(sheet, lines, tally))
    kept = book.runs
    return msgspec.structs.replace(run, at=kept[-1].at) if kept else run


def add_earlier(book: Gradebook, other: Gradebook) -> None:
    """Keeps another batch's last state, to show the progress against it.

    Raises ConfigurationError when it was of another assignment, or nothing was graded.
    """
    theirs, ours = other.batch.assignment, book.batch.assignment
    if theirs != ours:
        raise ConfigurationError(f"{other.folder}: is of {theirs}, not of {ours}")
    run = last_run(other)
    kept = [old for old in book.earlier if (old.name, old.at) != (run.name, run.at)]
    book.save_earlier([*kept, run])


def _view(book: Gradebook, sheet: ClassSheet, tally: Tally, note: bool) -> ClassView:
    known = tally.known()
    who: dict[str, list[int]] = {}
    for index, group in enumerate(known):
        for name in tally.mistakes[group.exercise, group.mistake]:
            who.setdefault(name, []).append(index)
    lines = tuple(_line(entry, sheet, who.get(entry.id, [])) for entry in sheet.entries)
    exercises = _rates(sheet, lines, tally)
    return ClassView(
        title=sheet.title,
        isolation=book.batch.isolation,
        exercises=exercises,
        lines=lines,
        missing=tuple(missing(book)),
        known=known,
        unknown=_really_unknown(tally, sheet),
        needs_review=tuple(_needs_review(sheet, tally)),
        clusters=_clusters(book, sheet),
        runs=tuple(map(_run_view, (*book.earlier, *_runs(book, lines, exercises, note)))),
    )


def _really_unknown(tally: Tally, sheet: ClassSheet) -> tuple[Group, ...]:
    """Without what could not be read at all, which the table has as errors."""
    unread = {e.id for e in sheet.entries if e.status != "graded"}
    return tuple(group for group in tally.unknown() if not unread.issuperset(group.who))


def _runs(
    book: Gradebook, lines: tuple[Line, ...], exercises: tuple[ExerciseRate, ...], note: bool
) -> list[RunSummary]:
    """The batches before in this folder, and the one of now."""
    runs = book.runs
    if not note and not runs:  # the first run was not finished: nothing to compare with yet
        return []
    now = _run(book, lines, exercises)
    if not note:  # the last one as it is after a correction
        now = msgspec.structs.replace(now, at=runs[-1].at)
        runs = runs[:-1]
    runs = [*runs, now][-RUNS:]
    book.save_runs(runs)
    return runs


def _run(
    book: Gradebook, lines: tuple[Line, ...], exercises: tuple[ExerciseRate, ...]
) -> RunSummary:
    graded = any(line.score is not None for line in lines)
    passes = {rate.name: rate.percent for rate in exercises}
    mean = statistics(lines)["mean"] if graded else None
    name = book.folder.resolve().name
    return RunSummary(name=name, at=timestamp(), count=len(lines), mean=mean, passes=passes)


def _run_view(run: RunSummary) -> RunView:
    return RunView(run.name, run.at, run.count, run.mean, run.passes)


def _rates(sheet: ClassSheet, lines: tuple[Line, ...], tally: Tally) -> tuple[ExerciseRate, ...]:
    return tuple(_rate(i, name, lines, tally) for i, name in enumerate(sheet.exercises))


def _rate(i: int, name: str, lines: tuple[Line, ...], tally: Tally) -> ExerciseRate:
    passed = sum(line.exercises[i] == "passed" for line in lines)
    return ExerciseRate(name, passed, len(lines), tally.cases(name))


def _needs_review(sheet: ClassSheet, tally: Tally) -> list[NeedsReview]:
    """Ours first, then those who touched what is the grader's own."""
    names = {entry.id: entry.name for entry in sheet.entries}
    ours = [e for e in sheet.entries if e.status == "internal_error"]
    found = [NeedsReview(e.id, e.name, e.result.message or "could not be graded") for e in ours]
    why = "its code tried what no honest code does; read it"
    found += [NeedsReview(name, names[name], why) for name in tally.violations if name in names]
    return found


def _clusters(book: Gradebook, sheet: ClassSheet) -> tuple[tuple[str, ...], ...]:
    """Who is alike, of those that are still there; `grader similarity` finds them."""
    there = {entry.id for entry in sheet.entries}
    found = (tuple(name for name in cluster if name in there) for cluster in book.clusters)
    return tuple(cluster for cluster in found if len(cluster) > 1)


def _line(entry: ClassEntry, sheet: ClassSheet, mistakes: list[int]) -> Line:
    by_name = {exercise.name: exercise for exercise in entry.result.exercises}
    return Line(
        id=entry.id,
        name=entry.name,
        score=entry.score,
        max_score=entry.max_score,
        status=entry.status,
        late=entry.late,
        exercises=tuple(
            by_name[name].status if name in by_name else "missing" for name in sheet.exercises
        ),
        mistakes=tuple(mistakes),
    )
