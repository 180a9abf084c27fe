"""grades.csv: a row per submission, a column per exercise, then whose and which file it is."""

from pathlib import Path

from ..model import ClassEntry, ClassSheet
from ._cells import number, safe, write_table

NAME = "csv"
ABOUT = "a table: score, status, late, comment, and a column per exercise"
TEMPLATE = None

HEAD = ("submission", "assignment", "score", "max_score", "status", "late", "comment")
TAIL = ("name", "lms_id", "chosen_file")
#: Where a submission keeps the number that its system knows it by.
MARKS = ("canvas_user", "moodle_participant", "gradescope_folder")


def rows(sheet: ClassSheet) -> list[list[str]]:
    """The header and a row per submission."""
    found = [[*HEAD, *sheet.exercises, *TAIL]]
    for entry in sheet.entries:
        points = [number(entry.points.get(name)) for name in sheet.exercises]
        late = str(entry.late).lower()
        found.append([
            safe(entry.id), sheet.assignment, number(entry.score), number(entry.max_score),
            entry.status, late, safe(entry.comment), *points, *_whose(entry),
        ])  # fmt: skip
    return found


def _whose(entry: ClassEntry) -> list[str]:
    number = next((entry.marks[mark] for mark in MARKS if entry.marks.get(mark)), "")
    return [safe(cell) for cell in (entry.name, number, entry.chosen_file)]


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:  # noqa: ARG001
    """One file."""
    return [write_table(out / "grades.csv", rows(sheet))]
