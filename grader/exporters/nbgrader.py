"""nbgrader's table of grades.

After nbgrader/plugins/export.py, CsvExportPlugin, of jupyter/nbgrader at commit 6add2b3b.
"""

from pathlib import Path

from ..model import ClassSheet
from ._cells import number, safe, write_table

NAME = "nbgrader"
ABOUT = "nbgrader's CSV of grades"
TEMPLATE = None
HEAD = ("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
        "raw_score", "late_submission_penalty", "score", "max_score")  # fmt: skip


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:  # noqa: ARG001
    """One file, a row per person."""
    rows: list[list[str]] = [list(HEAD)]
    for entry in sheet.entries:
        for person in entry.people:
            first, last = _names(person.name)
            rows.append([
                sheet.assignment, sheet.due or "", entry.handed_in or "",
                safe(person.sid or person.key), safe(last), safe(first),
                safe(person.email), number(entry.raw), number(entry.penalty),
                number(entry.score), number(entry.max_score),
            ])  # fmt: skip
    return [write_table(out / "nbgrader.csv", rows)]


def _names(name: str) -> tuple[str, str]:
    """First and last name, of `Lovelace, Ada` too."""
    last, comma, first = name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _, last = name.rpartition(" ")
    return first, last
