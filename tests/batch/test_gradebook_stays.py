"""What belongs to whom in a gradebook, for as long as it lives; and which course graded it."""

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli.app import app
from grader.errors import GraderError
from grader.paper import public_paper, wanted_of
from grader.store import Gradebook
from grader.submission import collect

ROOT = Path(__file__).resolve().parents[2]
RIGHT = (ROOT / "tests/submissions/perfect_worked_example/worked_example.py").read_text("utf-8")
pytestmark = pytest.mark.slow
Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("GRADER_SEED", "a secret")

    def call(*words: Any, code: int = 0) -> str:
        done = CliRunner().invoke(app, [str(word) for word in words])
        if isinstance(done.exception, GraderError):  # which `main` makes a sentence of
            assert code == done.exception.exit_code
            return str(done.exception)
        assert done.exit_code == code, done.output + repr(done.exception)
        return done.output

    return call


def put(folder: Path, *names: str, text: str = RIGHT) -> Path:
    for name in names:
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "worked_example.py").write_text(text, "utf-8")
    return folder


def rows(out: Path) -> dict[str, dict[str, str]]:
    with (out / "grades.csv").open(encoding="utf-8") as file:
        return {row["submission"]: row for row in csv.DictReader(file)}


def batch(run: Run, source: Path, out: Path, *more: Any, code: int = 0) -> str:
    return run(
        "batch",
        "--no-place",
        source,
        "--assignment",
        "worked_example",
        "--out",
        out,
        "--jobs",
        1,
        *more,
        code=code,
    )


def test_who_comes_later_takes_nothing_of_anybody(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(run, put(tmp_path / "1", "Zoë", "李明"), out)
    first = rows(out)
    zoe, li = (next(r for r in first.values() if r["name"] == name) for name in ("Zoë", "李明"))
    run("override", out, zoe["submission"], "forward", "--points", 1, "--comment", "of-zoe-alone")
    put(tmp_path / "2", "Zoe", "Zoë", "ZOE", "王芳", "李明")
    batch(run, tmp_path / "2", out)
    now = {row["name"]: row for row in rows(out).values()}
    assert now["Zoë"]["submission"] == zoe["submission"]
    assert now["李明"]["submission"] == li["submission"]
    assert now["Zoë"]["forward"] == "1"
    assert "of-zoe-alone" in now["Zoë"]["comment"]
    for name in ("Zoe", "ZOE", "王芳"):
        assert now[name]["forward"] != "1"
        assert "of-zoe-alone" not in now[name]["comment"]
        assert "by hand" not in run("history", out, now[name]["submission"])
        page = (out / "reports" / f"{now[name]['submission']}.html").read_text("utf-8")
        assert "of-zoe-alone" not in page
    assert all(row["chosen_file"] == "worked_example.py" for row in now.values())
    # Zoë leaves: her page goes, her points stay hers, and nobody gets her id.
    shutil.rmtree(tmp_path / "2/Zoë")
    batch(run, tmp_path / "2", out)
    assert not (out / "reports" / f"{zoe['submission']}.html").exists()
    assert not (out / "results" / f"{zoe['submission']}.json").exists()
    assert zoe["submission"] not in rows(out)
    put(tmp_path / "2", "Zoë")
    batch(run, tmp_path / "2", out)
    assert rows(out)[zoe["submission"]]["forward"] == "1"


def test_a_gradebook_of_before_keeps_its_ids(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(run, put(tmp_path / "1", "Zoë", "bob"), out)
    with sqlite3.connect(out / "gradebook.sqlite") as book:
        book.execute("UPDATE submissions SET key = ''")
    batch(run, put(tmp_path / "1", "Zoe"), out)
    assert {row["name"]: id_ for id_, row in rows(out).items()} == {
        "Zoë": "Zoe",
        "bob": "bob",
        "Zoe": "Zoe.2",
    }


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A course of its own: the same assignment, asked otherwise."""
    course = tmp_path / "other"
    for name in ("reference", "student_template/worked_example", "assignments/worked_example"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("__pycache__"))
    file = course / "assignments/worked_example/assignment.yaml"
    file.write_text(file.read_text("utf-8") + "\n# of another course\n", "utf-8")
    return course


def test_another_course_is_refused(run: Run, tmp_path: Path, other: Path) -> None:
    out, source = tmp_path / "out", put(tmp_path / "1", "ada")
    batch(run, source, out)
    ours = ("--course", other)
    for words in (
        ("batch", "--no-place", source, "--assignment", "worked_example", "--out", out),
        ("regrade", out),
        ("similarity", out),
    ):
        said = run(*ours, *words, code=2)
        assert f"was graded by the course in {ROOT}" in said
        assert "--course-moved" in said
    assert run("regrade", out, "--dry-run")
    run(*ours, "regrade", out, "--course-moved")
    assert "was graded by the course in" in run("regrade", out, code=2)
    run(*ours, "regrade", out)
    file = other / "assignments/worked_example/assignment.yaml"  # mended where it is
    file.write_text(file.read_text("utf-8") + "\n# mended\n", "utf-8")
    run(*ours, "regrade", out)
    moved = tmp_path / "moved"  # moved as it is
    shutil.copytree(other, moved)
    run("--course", moved, "regrade", out)


def test_similarity_waits_for_nobody(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(run, put(tmp_path / "1", "ada"), out)
    with Gradebook(out, exclusive=True):
        assert "another batch is at work there" in run("similarity", out, code=2)


def test_a_group_has_one_grade_in_every_export(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "s"
    source.mkdir()
    for i, (name, text) in enumerate(
        (("ada_101", RIGHT), ("bob_102", "x = 1\n"), ("eve_104", RIGHT))
    ):
        (source / f"{name}_{9000 + i}_worked_example.py").write_text(text, "utf-8")
    class_list = tmp_path / "class.csv"
    class_list.write_text("id,name,group\n101,Ada,g1\n102,Bob,g1\n103,Cid,g1\n104,Eve,\n")
    template = tmp_path / "t.csv"
    title = public_paper(ROOT / "assignments/worked_example").assignment.title
    lines = [
        f"Student,ID,{title} (5)",
        *(f"{n},{i}," for n, i in (("Ada", 101), ("Bob", 102), ("Cid", 103), ("Eve", 104))),
    ]
    template.write_text("\n".join(lines) + "\n", "utf-8")
    for counts, points in (("latest", "0"), ("first", "16"), ("best", "16")):
        policy = tmp_path / "p.yaml"
        policy.write_text(f"counts: {counts}\n")
        out = tmp_path / counts
        said = batch(run, source, out, "--roster", class_list, "--policy", policy)
        assert "not counted: " in said
        run("export", out, "--to", "canvas", "--template", template, "--out", tmp_path / "e")
        filled = list(csv.reader((tmp_path / "e/t.csv").open(encoding="utf-8-sig")))[1:]
        assert [row[2] for row in filled] == [points, points, points, "16"]
        run("export", out, "--to", "nbgrader", "--out", tmp_path / "n")
        with (tmp_path / "n/nbgrader.csv").open(encoding="utf-8") as file:
            grades = [(row["student_id"], row["score"]) for row in csv.DictReader(file)]
        assert sorted(grades) == [("101", points), ("102", points), ("103", points), ("104", "16")]


def test_rules_of_nobody_are_refused_before_anything_is_made(run: Run, tmp_path: Path) -> None:
    policy = tmp_path / "p.yaml"
    policy.write_text("extensions: {adda: 2}\n")
    source = put(tmp_path / "1", "ada", "bob")
    said = batch(run, source, tmp_path / "out", "--policy", policy, code=2)
    assert "p.yaml:1:14: nobody is known as 'adda'" in said
    assert "did you mean 'ada'?" in said
    assert not (tmp_path / "out").exists()
    policy.write_text("extensions: {ADA: 2, cid: 1}\n")
    class_list = tmp_path / "class.csv"
    class_list.write_text("id,name\nada,Ada\nbob,Bob\ncid,Cid\n")
    batch(run, source, tmp_path / "out", "--policy", policy, "--roster", class_list)


def test_times_without_an_offset_are_told(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "s"
    put(source, "Ada_2001_assignsubmission_file", "Alan_2002_assignsubmission_file")
    sheet = tmp_path / "w.csv"
    head = "Identifier,Full name,Last modified (submission)"
    sheet.write_text(
        f'{head}\nParticipant 2001,Ada,"Friday, 20 November 2026, 11:30 PM"\n'
        'Participant 2002,Alan,"Saturday, 21 November 2026, 1:30 AM"\n'
    )
    for rule, late in (("timezone: Europe/Berlin\ndue: 2026-11-20", ["false", "true"]),
                       ("due: 2026-11-20T23:59:00-05:00", ["false", "true"]),
                       ("timezone: Europe/Berlin\ndue: 2026-11-20T23:00:00Z", ["false", "true"]),
                       ("timezone: America/New_York\ndue: 2026-11-21T04:00:00Z", ["true", "true"])):  # fmt: skip
        policy = tmp_path / "p.yaml"
        policy.write_text(f"{rule}\nlate_penalty_per_day: 10\n")
        out = tmp_path / str(abs(hash(rule)))
        said = batch(run, source, out, "--roster", sheet, "--policy", policy)
        assert "times without an offset are taken in " in said
        assert [row["late"] for row in rows(out).values()] == late, rule


def test_pictures_in_a_notebook_count_for_nothing(tmp_path: Path) -> None:
    plot = {"output_type": "display_data", "data": {"image/png": "A" * 9 * 2**20}}
    cells = [{"cell_type": "markdown", "source": ["# hello"]},
             {"cell_type": "code", "source": RIGHT.splitlines(keepends=True), "outputs": [plot]}]  # fmt: skip
    (tmp_path / "worked_example.ipynb").write_text(json.dumps({"cells": cells}))
    paper = public_paper(ROOT / "assignments/worked_example")
    found = collect(tmp_path, wanted_of(paper.assignment))
    assert sum(map(len, found.files.values())) < 2**20
    assert list(found.files) == ["worked_example.ipynb"]


def test_check_finds_what_batch_finds(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "old", text="x = 1\n")
    put(tmp_path, "hw/new")
    for i in range(400):  # not refused
        (tmp_path / f"other_{i}.py").write_text("x = 1\n" * 20)
    said = run("check", tmp_path)
    assert "16 of 16 points" in said
    assert "hw/new/worked_example.py is graded" in said or "note:" not in said
