"""From a download to the grades and back: no grade ever lands in another's row.

A class with hostile names is downloaded from Canvas, Moodle or Gradescope, read by the importer, kept in
a gradebook, exported, and what was exported is read again as the system would.
"""

import csv
import io
import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.batch.grades import whole_sheet
from grader.batch.identity import Identities, Known
from grader.batch.intake import read_intake
from grader.exporters import canvas, gradescope, moodle
from grader.exporters import csv as table
from grader.model import Batch, ClassSheet, ExerciseResult, Pictures, Result
from grader.store import Gradebook

pytestmark = pytest.mark.slow

WORDS = ["Ada", "ada", "Zoë", "Zoe\u0308", "Zoe", "O'Brien", "O’Brien", "李明", "王", "Ñandú", "ß", "😀", "Lee", "Kim,", 'x"y', "=1+1", "-", "Anne-Marie",
         "Group A", "LATE", "anon", "1001", "a;b", "#1"]  # fmt: skip
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
CLASSES = st.lists(NAMES, min_size=1, max_size=7)


class Pupil(NamedTuple):
    number: str
    name: str
    score: float


def pupils(names: list[str]) -> list[Pupil]:
    return [Pupil(str(1001 + i), name, float(i + 1)) for i, name in enumerate(names)]


def graded(folder: Path, files: dict[str, bytes], format_name: str) -> ClassSheet:
    """The sheet of a batch of this download; a submission's points stand in its file."""
    download = folder / "in.zip"
    with zipfile.ZipFile(download, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    intake = read_intake(download, "losses", format_name, identities=Identities())
    with Gradebook(folder / "book", make=True) as book:
        book.save_batch(Batch(assignment="losses", title="Losses", exercises=("mse",)), Pictures())
        book.take(intake.submissions, intake.files)
        for item in intake.submissions:
            score = float(intake.files[item.id]["losses.py"])
            exercise = ExerciseResult(name="mse", score=score, max_score=10.0, status="partial")
            result = Result(assignment="losses", submission=item.id, status="graded", score=score, max_score=10.0,
                            isolation="fake", seconds=0.0, stdout="", exercises=(exercise,))  # fmt: skip
            text = msgspec.json.encode(result).decode()
            with book.transaction():
                book.save(item.id, "key", text, text, b"", "now")
        again = read_intake(download, "losses", format_name,
                        identities=Identities(Known(i.id, i.key, "") for i in intake.submissions))  # fmt: skip
        assert [(i.id, i.key) for i in again.submissions] == [
            (i.id, i.key) for i in intake.submissions
        ]
        return whole_sheet(book)


def read(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def written(file: Path, rows: list[list[str]]) -> Path:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    file.write_text(out.getvalue(), "utf-8")
    return file


@settings(max_examples=60, deadline=None)
@given(names=CLASSES, ids=st.booleans(), shuffled=st.randoms())
def test_canvas(names: list[str], ids: bool, shuffled: object) -> None:
    people = pupils(names)
    files = {
        f"{re.sub(r'[^a-z0-9]', '', p.name.lower()) or 'x'}_{p.number}_{9000 + i}_losses.py": str(
            p.score
        ).encode()
        for i, p in enumerate(people)
    }
    rows = [[p.name, p.number, ""] for p in people]
    shuffled.shuffle(rows)  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        sheet = graded(folder, files, "canvas")
        head = ["Student", "ID" if ids else "Section", "Losses (5)"]
        template = written(folder / "t.csv", [head, ["    Points Possible", "", "10"], *rows])
        (file,) = canvas.export(sheet, folder, template)
        for row, (_, number, _) in zip(read(file)[1:], rows, strict=True):
            score = next(p.score for p in people if p.number == number)
            assert row["Losses (5)"] in ("", f"{score:g}")
            if ids:
                assert row["Losses (5)"] == f"{score:g}"


@settings(max_examples=60, deadline=None)
@given(names=CLASSES, ids=st.booleans(), shuffled=st.randoms())
def test_moodle(names: list[str], ids: bool, shuffled: object) -> None:
    people = pupils(names)
    clean = {p.number: re.sub(r"[&<>\"`|':\\/_]", "", p.name) for p in people}
    files = {
        f"{clean[p.number]}_{p.number}_assignsubmission_file/losses.py": str(p.score).encode()
        for p in people
    }
    rows = [
        [f"Participant {p.number}" if ids else "", p.name, f"{p.number}@x.org", "", "10", "by hand"]
        for p in people
    ]
    shuffled.shuffle(rows)  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        sheet = graded(folder, files, "moodle")
        head = [
            "Identifier",
            "Full name",
            "Email address",
            "Grade",
            "Maximum Grade",
            "Feedback comments",
        ]
        template = written(folder / "t.csv", [head, *rows])
        file, _ = moodle.export(sheet, folder, template)
        for row, cells in zip(read(file), rows, strict=True):
            score = next(p.score for p in people if f"{p.number}@x.org" == cells[2])
            assert row["Grade"] in ("", f"{score:g}")
            assert row["Feedback comments"].startswith("by hand")
            if ids:
                assert row["Grade"] == f"{score:g}"


@settings(max_examples=60, deadline=None)
@given(names=CLASSES, known=st.lists(st.sampled_from(["sid", "email", ""]), min_size=7, max_size=7))
def test_gradescope(names: list[str], known: list[str]) -> None:
    people = pupils(names)
    lines = []
    for person, fact in zip(people, known, strict=False):
        value = {"sid": f"00{person.number}", "email": f"{person.number}@x.org"}.get(fact)
        extra = f"\n    :{fact}: {value}" if value else ""
        lines.append(
            f"submission_{person.number}:\n  :submitters:\n  - :name: {json.dumps(person.name, ensure_ascii=False)}{extra}"
        )
    files = {f"submission_{p.number}/losses.py": str(p.score).encode() for p in people}
    files["submission_metadata.yml"] = "\n".join(lines).encode()
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        sheet = graded(folder, files, "gradescope")
        for entry in sheet.entries:
            (folder / entry.id).mkdir()
        for entry, file in zip(sheet.entries, gradescope.export(sheet, folder, None), strict=True):
            document = json.loads(file.read_text("utf-8"))
            number = entry.marks["gradescope_folder"].removeprefix("submission_")
            assert document["score"] == next(p.score for p in people if p.number == number)
            assert document["extra_data"]["submission"] == entry.id
        (grades,) = table.export(sheet, folder, None)
        for row in read(grades):
            number = row["lms_id"].removeprefix("submission_")
            assert float(row["score"]) == next(p.score for p in people if p.number == number)
