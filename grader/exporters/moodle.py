"""Moodle: the downloaded grading worksheet, edited in place, and a zip of feedback files.

Only Grade and Feedback comments are changed; a teacher's comment stays, ours is added below it.  A
row is found by its identifier ("Participant 1001"), then by ID number, e-mail and name.  Headers
are in the language of whoever downloaded it.  Feedback files must not be called like the student's
own.

After mod/assign/feedback/offline/importgradeslib.php (commit 9762977c) and
mod/assign/feedback/file/importziplib.php (commit 3769c65a) of moodle/moodle, which read them.
"""

import re
from pathlib import Path

from ..errors import ConfigurationError
from ..files import write_atomic_bytes, zipped
from ..model import ClassSheet
from ..tables import Row, Table, read_table
from . import _words as words
from ._cells import decimal, has_commas, other_maximum, safe
from ._rows import Filled, RowOwner, place

NAME = "moodle"
ABOUT = "Moodle's grading worksheet, filled in, and feedback.zip"
TEMPLATE = "the grading worksheet that was downloaded from Moodle (CSV)"
#: The students' pages are part of it.
PAGES = True

_NUMBERED = re.compile(r"\D*\s([0-9]+)")


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:
    """The worksheet and the zip.  Raises ConfigurationError when a column is not there."""
    assert template is not None
    return write(fill(sheet, template), sheet, out)


def write(filled: Filled, sheet: ClassSheet, out: Path) -> list[Path]:
    """What `fill` has filled in, and the students' pages."""
    file = filled.table.write(out / filled.table.file.name)
    return [file, _feedback(sheet, out / "feedback.zip")]


def fill(sheet: ClassSheet, template: Path) -> Filled:
    """The worksheet with grades and comments.  Raises ConfigurationError for unknown columns."""
    table = read_table(template)
    grade, comment = table.column(*words.GRADE), table.column(*words.COMMENT)
    place_of = _Columns(table)
    if grade is None or not place_of.known:
        missing = "Grade" if grade is None else "Identifier, Full name or Email address"
        raise ConfigurationError(
            f"{template}:{table.header.line}:1: found the columns "
            f"{', '.join(table.header.cells)}, expected {missing}, beside them Feedback comments; "
            "download the worksheet with Moodle in English, or rename the headers so"
        )
    rows = table.body()
    placing = place(sheet, [place_of.seat(row) for row in rows], "moodle_participant")
    numbers = (grade, table.column(*words.MAXIMUM))
    comma = has_commas(row.get(column) for row in rows for column in numbers)
    for number, entry in placing.entries.items():
        if entry.score is not None:
            rows[number].set(grade, decimal(entry.score, comma))
            if comment is not None:
                _comment(rows[number], comment, safe(entry.comment))
    filled = [rows[number] for number in placing.entries]
    other = other_maximum(table, filled, numbers[1], sheet.max_score)
    return Filled(table=table, placing=placing, remarks=(*_remarks(table, comment), *other))


def _remarks(table: Table, comment: int | None) -> tuple[str, ...]:
    if comment is not None:
        return ()
    found = ", ".join(table.header.cells)
    return (
        f"{table.file}:{table.header.line}:1: found no column 'Feedback comments' among {found}: "
        "grades are written, comments are not; rename its header to have them",
    )


def _comment(row: Row, column: int, ours: str) -> None:
    """Adds ours below what a teacher wrote, unless it is there already."""
    there = row.cells[column] if column < len(row.cells) else ""
    if not ours or ours in there.splitlines():
        return
    row.set(column, f"{there.rstrip()}\n{ours}" if there.strip() else ours)


class _Columns:
    """Where a worksheet says whose a row is."""

    def __init__(self, table: Table) -> None:
        self.identifier = table.column(*words.IDENTIFIER, words.GERMAN_IDENTIFIER)
        self.name = table.column(*words.NAME)
        self.email = table.column(*words.EMAIL, "email", "e-mail")
        self.sid = table.column("id number", "id-nummer", "username")
        taken = {self.name, self.email, self.sid}
        if self.identifier is None and 0 not in taken and _all_numbered(table):
            self.identifier = 0  # in a language that we do not know: it is always the first
        self.known = not {self.identifier, self.name, self.email} <= {None}

    def seat(self, row: Row) -> RowOwner:
        identifier = row.get(self.identifier)
        numbered = _NUMBERED.fullmatch(f" {identifier}")
        return RowOwner(
            line=row.line,
            number=numbered[1] if numbered else identifier,
            ids=(row.get(self.sid),),
            email=row.get(self.email),
            name=row.get(self.name),
        )


def _all_numbered(table: Table) -> bool:
    """Whether the first cells are one word and a number of its own each."""
    cells = [row.get(0) for row in table.body()]
    numbers = [_NUMBERED.fullmatch(cell) for cell in cells]
    words_ = {cell.rstrip("0123456789") for cell in cells}
    return all(numbers) and len(words_) == 1 and len(set(cells)) == len(cells)


def _feedback(sheet: ClassSheet, file: Path) -> Path:
    files = {}
    for entry in sheet.entries:
        participant = entry.marks.get("moodle_participant")
        if participant:
            name = entry.name.replace("_", " ").replace("/", " ").strip(" .~") or "Participant"
            path = f"{name}_{participant}_assignsubmission_file_/feedback.html"
            files[path] = entry.page.encode()
    write_atomic_bytes(file, zipped(files))
    return file
