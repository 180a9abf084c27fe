"""Canvas: the downloaded gradebook, with the assignment's column filled in.

Students are found by ID, then SIS id, login, name.  A title that Canvas does not know would become
a new assignment, so the column must be there already: `<title> (<id>)`.  Nothing else is changed.
"""

import re
from pathlib import Path

from ..errors import ConfigurationError
from ..model import ClassEntry, ClassSheet
from ._cells import number, read_table, without_row, write_table

NAME = "canvas"
ABOUT = "Canvas' gradebook, filled in"
TEMPLATE = "the gradebook that was downloaded from Canvas (CSV)"

#: Column -> the facts of a person that it may hold, the surest first.
COLUMNS = (("ID", "key"), ("SIS User ID", "sid"), ("SIS Login ID", "sid"),
           ("SIS Login ID", "email"), ("Student", "name"))  # fmt: skip


def export(sheet: ClassSheet, out: Path, template: Path | None) -> list[Path]:
    """One file.  Raises ConfigurationError when the column is not there."""
    assert template is not None
    rows, mark = read_table(template)
    header = rows[0]
    column = _column(sheet, header, template)
    known = _known(sheet)
    for row in rows[1:]:
        row += [""] * (len(header) - len(row))
        if row[0].strip().lower().startswith("points possible"):
            continue
        entry = _of(row, header, known)
        if entry is not None and entry.score is not None:
            row[column] = number(entry.score)
    return [write_table(out / template.name, rows, mark)]


def unplaced(sheet: ClassSheet, template: Path) -> list[str]:
    """The submissions for which the gradebook has no row.  Raises ConfigurationError."""
    rows, _ = read_table(template)
    _column(sheet, rows[0], template)
    known = _known(sheet)
    return without_row(sheet, [_of(row, rows[0], known) for row in rows[1:]])


def _of(
    row: list[str], header: list[str], known: dict[tuple[str, str], ClassEntry]
) -> ClassEntry | None:
    return next((e for e in _candidates(row, header, known) if e is not None), None)


def _column(sheet: ClassSheet, header: list[str], template: Path) -> int:
    def plain(text: str) -> str:
        return re.sub(r"[^a-z0-9]+", " ", re.sub(r"\(\d+\)\s*$", "", text).lower()).strip()

    wanted = {plain(sheet.title), plain(sheet.assignment)}
    found = [i for i, title in enumerate(header) if plain(title) in wanted and i > 0]
    if len(found) != 1:
        titles = ", ".join(repr(t) for t in header if re.search(r"\(\d+\)\s*$", t)) or "none"
        what = "two columns are" if found else "no column is"
        raise ConfigurationError(
            f"{template}:1:1: {what} called {sheet.title!r} or {sheet.assignment!r}; "
            f"the assignments there are: {titles}"
        )
    return found[0]


def _known(sheet: ClassSheet) -> dict[tuple[str, str], ClassEntry]:
    known = {}
    for entry in sheet.entries:
        for person in entry.people:
            for field in ("key", "sid", "email", "name"):
                if person.get(field):
                    known[field, _fold(person[field])] = entry
    return known


def _candidates(
    row: list[str], header: list[str], known: dict[tuple[str, str], ClassEntry]
) -> list[ClassEntry | None]:
    found = []
    for title, field in COLUMNS:
        if title in header and header.index(title) < len(row):
            found.append(known.get((field, _fold(row[header.index(title)]))))
    return found


def _fold(text: str) -> str:
    """Names as Canvas writes them into file names: letters and digits only, in lower case."""
    return "".join(c for c in text.lower() if c.isalnum())
