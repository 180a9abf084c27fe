"""Whatever a file holds and whatever people are called: an answer or a refusal, never a wrong row."""

import contextlib
import csv
import io
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import entry, sheet

from grader.batch.roster import read_roster
from grader.errors import ConfigurationError
from grader.exporters import canvas, moodle
from grader.exporters._names import variants
from grader.exporters._rows import Filled
from grader.model import ClassEntry, ClassSheet, Person

ADA = sheet(entry("Ada", comment="mse: off"))
TITLES = ["id", "ID", "Student", "Name", "Full name", "Identifier", "Email address", "Grade", "Note",
          "Bewertung", "Loss functions (1)", "submitted", "Group", "Feedback comments", "Section"]  # fmt: skip
CELLS = ["", "-", "Ada", "Participant 1", "1", "a@x", "2026-11-20", "23,5", "Points Possible",
         "Friday, 20 November 2026, 11:30 PM", "\0", '"', "\ufeff", "٣", "sep=;", " x ", "0x1F600"]  # fmt: skip
text = st.text(st.sampled_from(',;\t"\r\n\0 ab=é\u2028\ufeff😀'), max_size=40)
cells = st.lists(st.sampled_from(CELLS) | text, max_size=6)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Rows below known headers, in some dialect, and perhaps damaged."""
    out = io.StringIO()
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=6))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    writer = csv.writer(
        out, delimiter=draw(st.sampled_from(",;\t")), lineterminator=end, quoting=quoting
    )
    writer.writerows([titles, *draw(st.lists(cells, max_size=4))])
    data = out.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))
    at = draw(st.integers(0, len(data)))
    return data[:at] + draw(st.binary(max_size=2)) + data[at:]


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=80) | text.map(str.encode) | tables())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "t.csv"
        file.write_bytes(data)
        for read in (read_roster, lambda f: moodle.fill(ADA, f), lambda f: canvas.fill(ADA, f)):
            with contextlib.suppress(ConfigurationError):
                found = read(file)
                if isinstance(found, Filled):
                    found.table.write(Path(folder) / "o.csv")
                else:
                    found.find(Person(key="Ada"))


# ------------------------------------------------------------------ nobody's grade in another's row

PARTS = ["Ada", "ada", "O'Neil", "O’Neil", "ONeil", "Zoë", "Zoe\u0308", "李", "हिन्दी", "हिन्दा", "😀", "😁", "-", ",",
         "a,b", 'x"y', "&", "=1+1", "ß", "ss", "Lee", "Lee,", "\n", "\t", "77", "@", "ı", "İ"]  # fmt: skip
names = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).map(" ".join)


class Pupil(NamedTuple):
    number: str
    name: str
    email: str
    sid: str
    score: float
    handed_in: bool
    known: tuple[bool, bool, bool]  # whether the batch knows name, address, sid


@st.composite
def classes(draw: st.DrawFn) -> list[Pupil]:
    found = []
    for i, name in enumerate(draw(st.lists(names, min_size=1, max_size=7))):
        sid = draw(st.sampled_from([f"0{i}", f"{i}e9", f"user{i}", f"Login{i}@x"]))
        known = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
        found.append(
            Pupil(f"{1000 + i}", name, f"P{i}@x", sid, i + 1.5, draw(st.booleans()), known)
        )
    return draw(st.permutations(found))


def handed_in(pupil: Pupil, mark: str) -> ClassEntry:
    """As the batch knows the pupil: by the system's number, or by what happens to be known."""
    name, email, sid = (
        value if known else ""
        for value, known in zip((pupil.name, pupil.email, pupil.sid), pupil.known, strict=True)
    )
    key = pupil.number if mark else sid or email or name or f"folder{pupil.number}"
    person = Person(key=key, name=name, email=email.lower(), sid=sid.upper())
    return entry(name, pupil.score, id=f"s{pupil.number}", people=(person,),
                 marks={mark: key} if mark else {})  # fmt: skip


def module_requests(pupil: Pupil, people: list[Pupil], mark: str, columns: dict[str, bool]) -> bool:
    """Whether something that the batch knows is in the template, and nobody else's."""
    if mark and columns["number"]:
        return True
    name, email, sid = pupil.known
    if (sid and columns["sid"]) or (email and columns["email"]):
        return True
    own = variants(pupil.name)
    alone = not any(own & variants(other.name) for other in people if other is not pupil)
    return name and columns["name"] and alone and bool(own)


def check(
    filled: Filled,
    people: list[Pupil],
    grade: int,
    mark: str,
    columns: dict[str, bool],
    class_: ClassSheet,
) -> None:
    delimiter = filled.table.delimiter
    rows = list(csv.reader(io.StringIO(filled.table.text(), newline=""), delimiter=delimiter))[1:]
    rows = rows[-len(people) :]
    missed = set()
    for pupil, row in zip(people, rows, strict=True):
        own = f"{pupil.score:g}" if pupil.handed_in else ""
        assert row[grade] in ("", own), f"{pupil} got {row[grade]}"
        if pupil.handed_in and module_requests(pupil, people, mark, columns):
            assert row[grade] == own, f"{pupil} got none"
        if pupil.handed_in and not row[grade]:
            missed.add(f"s{pupil.number}")
    listed = " ".join([*filled.placing.nowhere, *filled.placing.unclear])
    assert all(name in listed for name in missed)


def written(head: list[str], rows: list[list[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([head, *rows])
    return out.getvalue()


@settings(max_examples=300, deadline=None)
@given(classes(), st.booleans(), st.fixed_dictionaries(dict.fromkeys(("number", "sid", "email"), st.booleans())),
       st.sampled_from(",;\t"))  # fmt: skip
def test_moodles_rows_get_their_own_grade(
    people: list[Pupil], ours: bool, columns: dict[str, bool], delimiter: str
) -> None:
    mark = "moodle_participant" if ours else ""
    columns = columns | {"name": True}
    head = ["Full name", "Grade", "Feedback comments"]
    rows = [[p.name, "", ""] for p in people]
    for title, place, wanted, values in (
        ("Email address", 1, "email", [p.email for p in people]),
        ("ID number", 1, "sid", [p.sid for p in people]),
        ("Identifier", 0, "number", [f"Participant {p.number}" for p in people]),
    ):
        if columns[wanted]:
            head.insert(place, title)
            for row, value in zip(rows, values, strict=True):
                row.insert(place, value)
    class_ = sheet(*(handed_in(p, mark) for p in people if p.handed_in))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "w.csv"
        file.write_text(written(head, rows, delimiter), newline="")
        filled = moodle.fill(class_, file)
    check(filled, people, head.index("Grade"), mark, columns, class_)


@settings(max_examples=300, deadline=None)
@given(classes(), st.booleans(), st.fixed_dictionaries(dict.fromkeys(("number", "sid"), st.booleans())),
       st.sampled_from(",;\t"))  # fmt: skip
def test_canvas_rows_get_their_own_grade(
    people: list[Pupil], ours: bool, columns: dict[str, bool], delimiter: str
) -> None:
    mark = "canvas_user" if ours else ""
    columns = columns | {"name": True, "email": False}
    head = ["Student", "ID", "SIS User ID", "Section", "Other (1)", "losses (2)"]
    rows = [["    Points Possible", "", "", "", "10", "23"]]
    rows += [
        [
            p.name,
            p.number if columns["number"] else "",
            p.sid if columns["sid"] else "",
            "A",
            "5",
            "",
        ]
        for p in people
    ]
    class_ = sheet(*(handed_in(p, mark) for p in people if p.handed_in))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "g.csv"
        file.write_text(written(head, rows, delimiter), newline="")
        filled = canvas.fill(class_, file)
    check(filled, people, 5, mark, columns, class_)
