"""The files of a batch that are made from all of it: grades.csv and the class page."""

from ..exporters._cells import write_table
from ..exporters.csv import rows
from ..files import write_whole
from ..model import ClassEntry, ClassSheet
from ..report.classroom import ClassView, Line, class_page
from ..store import Gradebook
from .grades import missing, read_sheet

__all__ = ["write_pages"]


def write_pages(book: Gradebook) -> ClassSheet:
    """Writes grades.csv and index.html.  Raises ConfigurationError."""
    sheet = read_sheet(book)
    write_table(book.folder / "grades.csv", rows(sheet))
    write_whole(book.folder / "index.html", class_page(_view(book, sheet)))
    return sheet


def _view(book: Gradebook, sheet: ClassSheet) -> ClassView:
    return ClassView(
        title=sheet.title,
        isolation=book.meta("isolation") or "",
        exercises=sheet.exercises,
        lines=tuple(_line(entry, sheet) for entry in sheet.entries),
        missing=tuple(missing(book)),
    )


def _line(entry: ClassEntry, sheet: ClassSheet) -> Line:
    by_name = {exercise.name: exercise for exercise in entry.result.exercises}
    found = [f for e in entry.result.exercises for f in e.findings[:1]]
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
        mistakes=tuple((f.mistake, f.message) for f in found if f.mistake is not None),
        message=entry.result.message or "",
    )
