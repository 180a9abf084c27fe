"""Moodle: the downloaded grading worksheet, edited in place, and a zip of feedback files.

Only Grade and Feedback comments are changed; a row is found by its identifier ("Participant 1001"),
then by name and e-mail.  Headers are localised: the columns are told by their place in the row and
by their usual names.  Feedback files must not be called like the student's own.
"""

import re
from pathlib import Path

from ..errors import ConfigurationError
from ..files import write_whole_bytes, zipped
from ..model import ClassEntry, ClassSheet
from ._cells import number, read_table, safe, without_row, write_table

NAME = "moodle"
ABOUT = "Moodle's grading worksheet, filled in, and feedback.zip"
TEMPLATE = "the grading worksheet that was downloaded from Moodle (CSV)"
#: The students' pages are part of it.
PAGES = True

GRADE = ("grade", "bewertung", "note", "známka", "hodnocení", "calificación")
COMMENT = (
    "feedback comments",
    "feedback als kommentar",
    "komentáře",
    "comentarios de retroalimentación",
)


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:
    """The worksheet and the zip.  Raises ConfigurationError when a column is not there."""
    assert template is not None
    rows, mark = read_table(template)
    header = [title.strip().lower() for title in rows[0]]
    grade, comment = _find(header, GRADE), _find(header, COMMENT)
    if grade is None:
        raise ConfigurationError(
            f"{template}:1:1: expected a column 'Grade', found {', '.join(header)}"
        )
    known = _known(sheet)
    for row in rows[1:]:
        entry = _entry(row, known)
        if entry is not None and entry.score is not None:
            row[grade] = number(entry.score)
            if comment is not None:
                row[comment] = safe(entry.comment)
    file = write_table(out / template.name, rows, mark)
    return [file, _feedback(sheet, out / "feedback.zip")]


def unplaced(sheet: ClassSheet, template: Path) -> list[str]:
    """The submissions for which the worksheet has no row."""
    rows, _ = read_table(template)
    known = _known(sheet)
    return without_row(sheet, [_entry(row, known) for row in rows[1:]])


def _find(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _known(sheet: ClassSheet) -> dict[str, ClassEntry]:
    known: dict[str, ClassEntry] = {}
    for entry in sheet.entries:
        for person in entry.people:
            for field in ("name", "email", "key"):
                if person.get(field):
                    known[f"{field}:{person[field].lower()}"] = entry
    return known


def _entry(row: list[str], known: dict[str, ClassEntry]) -> ClassEntry | None:
    number_ = re.search(r"(\d+)\s*$", row[0]) if row else None
    keys = [f"key:{number_[1]}"] if number_ else []
    keys += [f"email:{cell.lower()}" for cell in row if "@" in cell]
    keys += [f"name:{row[1].lower()}"] if len(row) > 1 else []
    return next((known[key] for key in keys if key in known), None)


def _feedback(sheet: ClassSheet, file: Path) -> Path:
    files = {}
    for entry in sheet.entries:
        participant = entry.marks.get("moodle_participant")
        if participant:
            name = entry.name.replace("_", " ").replace("/", " ").strip(" .~") or "Participant"
            path = f"{name}_{participant}_assignsubmission_file_/feedback.html"
            files[path] = entry.page.encode()
    write_whole_bytes(file, zipped(files))
    return file
