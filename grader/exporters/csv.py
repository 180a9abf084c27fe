"""grades.csv: a row per submission, then a column per exercise."""

from pathlib import Path

from ..model import ClassSheet
from ._cells import number, safe, write_table

NAME = "csv"
ABOUT = "a table: score, status, late, comment, and a column per exercise"
TEMPLATE = None

HEAD = ("submission", "assignment", "score", "max_score", "status", "late", "comment")


def rows(sheet: ClassSheet) -> list[list[str]]:
    """The header and a row per submission."""
    found = [[*HEAD, *sheet.exercises]]
    for entry in sheet.entries:
        points = [number(entry.points.get(name)) for name in sheet.exercises]
        late = str(entry.late).lower()
        found.append([
            safe(entry.id), sheet.assignment, number(entry.score), number(entry.max_score),
            entry.status, late, safe(entry.comment), *points,
        ])  # fmt: skip
    return found


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:  # noqa: ARG001
    """One file."""
    return [write_table(out / "grades.csv", rows(sheet))]
