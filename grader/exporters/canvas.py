"""Canvas: the downloaded gradebook, with the assignment's column filled in.

Students are found by ID, then SIS id, login, name.  A title that Canvas does not know would become
a new assignment, so the column must be there already: `<title> (<id>)`.  Nothing else is changed.

After lib/gradebook_importer.rb of instructure/canvas-lms at commit 2702e63b, which reads it.
"""

import re
from pathlib import Path

from ..errors import ConfigurationError
from ..model import ClassSheet
from ..tables import Row, Table, plain_title, read_table
from ._cells import decimal, has_commas, other_maximum
from ._rows import Filled, RowOwner, place

NAME = "canvas"
ABOUT = "Canvas' gradebook, filled in"
TEMPLATE = "the gradebook that was downloaded from Canvas (CSV)"
PAGES = False

NEEDED = "Student, ID, and the assignment's column `<title> (<id>)`"
_ASSIGNMENT = re.compile(r"\(\d+\)\s*$")


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:
    """One file.  Raises ConfigurationError when the column is not there."""
    assert template is not None
    return write(fill(sheet, template), sheet, out)


def write(filled: Filled, sheet: ClassSheet, out: Path) -> list[Path]:  # noqa: ARG001
    """What `fill` has filled in."""
    return [filled.table.write(out / filled.table.file.name)]


def fill(sheet: ClassSheet, template: Path) -> Filled:
    """The gradebook with the grades.  Raises ConfigurationError when the column is not there."""
    table = read_table(template)
    column = _column(sheet, table)
    rows = [row for row in table.body() if is_student(table, row)]
    placing = place(sheet, [_seat(table, row) for row in rows], "canvas_user")
    titles = [i for i, cell in enumerate(table.header.cells) if _ASSIGNMENT.search(cell)]
    comma = has_commas(row.get(i) for row in table.body() for i in titles)
    for number, entry in placing.entries.items():
        if entry.score is not None:
            rows[number].set(column, decimal(entry.score, comma))
    possible = [r for r in table.body() if plain_title(r.cells[0]).startswith("points possible")]
    other = other_maximum(table, possible, column, sheet.max_score)
    return Filled(table=table, placing=placing, remarks=tuple(other))


def is_gradebook(table: Table) -> bool:
    """Whether the headers are those of Canvas' gradebook."""
    return {"student", "id", "section"} <= set(table.titles)


def is_student(table: Table, row: Row) -> bool:
    """Not the points possible, not how a column is posted, not Canvas' test student."""
    if not is_gradebook(table):
        return not plain_title(row.cells[0]).startswith("points possible")
    name = table.column("student")
    plain = plain_title(row.get(name))
    if plain == "student, test" or plain.startswith("points possible"):
        return False
    known = ("id", "sis user id", "sis login id")
    if any(row.get(table.column(title)) for title in known):
        return True
    return bool(plain) and name is not None and not row.cells[name].startswith(" ")


def _seat(table: Table, row: Row) -> RowOwner:
    def get(title: str) -> str:
        return row.get(table.column(title))

    return RowOwner(
        line=row.line,
        number=get("id"),
        ids=(get("sis user id"), get("sis login id"), get("integration id")),
        email=get("email"),
        name=get("student"),
    )


def _column(sheet: ClassSheet, table: Table) -> int:
    def plain(text: str) -> str:
        return " ".join(re.findall(r"[^\W_]+", plain_title(_ASSIGNMENT.sub("", text))))

    wanted = {plain(sheet.title), plain(sheet.assignment)} - {""}
    header = table.header.cells
    found = [i for i, title in enumerate(header) if plain(title) in wanted and i > 0]
    if len(found) != 1:
        titles = ", ".join(repr(t) for t in header if _ASSIGNMENT.search(t)) or "none"
        what = "two columns are" if found else "no column is"
        raise ConfigurationError(
            f"{table.file}:{table.header.line}:1: {what} called {sheet.title!r} or "
            f"{sheet.assignment!r}, expected {NEEDED}; the assignments there are: {titles}"
        )
    known = ("student", "id", "sis user id", "sis login id")
    if all(table.column(title) is None for title in known):
        raise ConfigurationError(
            f"{table.file}:{table.header.line}:1: found the columns {', '.join(header)}, expected "
            f"{NEEDED}; download the gradebook again"
        )
    return found[0]
