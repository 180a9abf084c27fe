"""The files of a batch that are made from all of it: grades.csv and the class page."""

import csv
import io
from pathlib import Path

from ..files import write_whole
from ..report.classroom import ClassView, Line, class_page
from .grades import Graded, Sheet

__all__ = ["grades_csv", "safe_cell", "write_pages"]


def write_pages(sheet: Sheet, out: Path) -> None:
    """Writes grades.csv and index.html.  Raises ConfigurationError."""
    write_whole(out / "grades.csv", grades_csv(sheet))
    write_whole(out / "index.html", class_page(class_view(sheet)))


def safe_cell(text: str) -> str:
    """Text that a spreadsheet takes for text: one that begins like a formula gets a quote."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@", "\t", "\r") else flat


def number(value: float | None) -> str:
    """Points as they are handed back; nothing where there is no grade."""
    return "" if value is None else f"{round(value, 2):g}"


def grades_csv(sheet: Sheet) -> str:
    """submission, assignment, score, max_score, status, late, comment; then the exercises."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head = ["submission", "assignment", "score", "max_score", "status", "late", "comment"]
    writer.writerow([*head, *sheet.exercises])
    for graded in sheet.graded:
        grade = graded.grade
        writer.writerow([
            safe_cell(graded.row.id), sheet.assignment, number(grade.score),
            number(grade.max_score), graded.result.status, str(grade.late).lower(),
            safe_cell(graded.comment), *(number(grade.exercises.get(e)) for e in sheet.exercises),
        ])  # fmt: skip
    return out.getvalue()


def class_view(sheet: Sheet) -> ClassView:
    """The class page's data."""
    return ClassView(
        title=sheet.title,
        isolation=sheet.isolation,
        exercises=sheet.exercises,
        lines=tuple(_line(graded, sheet) for graded in sheet.graded),
        missing=tuple(person.label for person in sheet.missing),
    )


def _line(graded: Graded, sheet: Sheet) -> Line:
    by_name = {exercise.name: exercise for exercise in graded.shown.exercises}
    found = [f for e in graded.shown.exercises for f in e.findings[:1]]
    return Line(
        id=graded.row.id,
        name=graded.row.name,
        score=graded.grade.score,
        max_score=graded.grade.max_score,
        status=graded.result.status,
        late=graded.grade.late,
        exercises=tuple(
            by_name[name].status if name in by_name else "missing" for name in sheet.exercises
        ),
        mistakes=tuple((f.mistake, f.message) for f in found if f.mistake is not None),
        message=graded.result.message or "",
    )
