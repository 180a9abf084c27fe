"""grader batch end to end: graded, resumed, killed, corrected, handed back."""

import csv
import io
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import clocks
import dying
import pytest
from click.testing import CliRunner
from school import pupils, write

from grader.batch.engines import local
from grader.cli.app import app
from grader.errors import ConfigurationError
from grader.sandbox.levels import choose
from grader.store import Gradebook
from grader.store.schema import VERSION

ROOT = Path(__file__).resolve().parents[2]
RIGHT = (ROOT / "tests/submissions/perfect_activations/activations.py").read_bytes()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="seals")]


def grader(*words: str, code: int = 0, **env: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "grader", *words], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, **env}, timeout=clocks.scaled(3000),
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done


def batch(source: Path, out: Path, *more: str, code: int = 0) -> str:
    done = grader("batch", "--no-place", str(source), "--assignment", "activations", "--out", str(out), *more,
                  code=code, GRADER_SEED="a secret")  # fmt: skip
    return done.stdout + done.stderr


def grades(out: Path) -> list[tuple[str, ...]]:
    with (out / "grades.csv").open() as file:
        return [tuple(row[:6]) for row in csv.reader(file)]


def masked(file: Path) -> str:
    text = re.sub(r'"seconds": ?[0-9.e-]+', '"seconds":0', file.read_text())
    return re.sub(r"at 0x[0-9a-f]+|line [0-9]+ of", "", text)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(
        "canvas",
        pupils(30, "activations", nasty=0.0),
        "activations",
        tmp_path_factory.mktemp("s") / "class",
    )


@pytest.fixture(scope="module")
def graded(school: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("graded") / "out"
    batch(school, out)
    return out


def test_a_class_is_graded(graded: Path, school: Path) -> None:
    rows = grades(graded)
    assert rows[0] == ("submission", "assignment", "score", "max_score", "status", "late")
    assert len(rows) == 31
    assert (
        len(list((graded / "results").glob("*.json")))
        == len(list((graded / "reports").glob("*.html")))
        == 30
    )
    result = json.loads(next((graded / "results").glob("*.json")).read_text())
    assert result["schema"] == "grader/result/1"
    assert result["isolation"] == choose().level
    assert result["seed_id"]
    assert (graded / "index.html").read_text().count("<tr") > 30
    assert "30 were graded before" in batch(school, graded)


def test_layouts_give_the_same_grades(tmp_path: Path) -> None:
    people = pupils(int(os.environ.get("LAYOUT_COUNT", "25")), "activations")
    found = []
    for layout in ("canvas", "moodle", "gradescope"):
        out = tmp_path / layout
        batch(write(layout, people, "activations", tmp_path / f"{layout}.zip"), out)
        found.append(sorted(row[2] for row in grades(out)[1:]))
    assert found[0] == found[1] == found[2]


def test_only_what_is_new_or_changed_is_graded(tmp_path: Path) -> None:
    source = write("folder", pupils(8, "activations", nasty=0.0), "activations", tmp_path / "class")
    out = tmp_path / "out"
    batch(source, out)
    (source / "p00003" / "activations.py").write_bytes(RIGHT + b"# new\n")
    (source / "p00099").mkdir()
    (source / "p00099" / "activations.py").write_bytes(RIGHT)
    assert "2 graded" in batch(source, out)
    scores = {row[0]: row[2] for row in grades(out)}
    assert scores["p00003"] == scores["p00099"] == "14"


def test_pages_are_written_again_only_where_something_has_changed(
    school: Path, graded: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(graded, out)
    batch(school, out)  # whatever tests before have left
    files = [out / "grades.csv", out / "index.html"]
    before = [file.stat().st_mtime_ns for file in files]
    assert "nothing has changed" in batch(school, out)
    assert [file.stat().st_mtime_ns for file in files] == before
    (name,) = {row[0] for row in grades(out)[1:2]}
    with Gradebook(out) as book:
        book.give(name, "relu", 0.5, "by hand", "me", "2026-11-20T10:00")
    assert "nothing has changed" not in batch(school, out)
    assert files[1].stat().st_mtime_ns != before[1]
    files[0].unlink()
    assert "nothing has changed" not in batch(school, out)
    assert files[0].is_file()


def test_killed_at_any_moment_it_comes_to_the_same(
    school: Path, graded: Path, tmp_path: Path
) -> None:
    rng = random.Random(7)
    wanted = grades(graded)
    for round_ in range(int(os.environ.get("KILLS", "7"))):
        out = tmp_path / f"out{round_}"
        for _ in range(3):
            process = subprocess.Popen(
                [sys.executable, "-m", "grader", "batch", "--no-place", str(school), "--assignment", "activations", "--out", str(out)],
                cwd=ROOT, env={**os.environ, "GRADER_SEED": "a secret"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
            time.sleep(clocks.scaled(rng.uniform(0.6, 4.0)))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if (out / "gradebook.sqlite").exists():
                check = sqlite3.connect(out / "gradebook.sqlite").execute("PRAGMA integrity_check")
                assert check.fetchone() == ("ok",)
        batch(school, out)
        assert grades(out) == wanted
        assert not list(out.rglob("*.new"))
        for file in (graded / "results").glob("*.json"):
            assert masked(out / "results" / file.name) == masked(file)


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.1, 0.2, 0.3, 0.5])
def test_ctrl_c_at_the_start_is_no_traceback(moment: float, school: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "batch", "--no-place", str(school), "--assignment", "activations", "--out", str(tmp_path / "out")],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    while not (tmp_path / "out" / "gradebook.sqlite").is_file():
        time.sleep(0.01)
    time.sleep(clocks.scaled(moment))
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: workers, too
    said, _ = process.communicate(timeout=clocks.scaled(60))
    assert "to go on: grader batch" in said, said
    assert "Traceback" not in said
    assert process.returncode == 1


def test_ctrl_c_finishes_what_runs_and_says_how_to_go_on(tmp_path: Path) -> None:
    source = write(
        "folder", pupils(150, "activations", nasty=0.0), "activations", tmp_path / "class"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "batch", "--no-place", str(source), "--assignment", "activations", "--out", str(tmp_path / "out")],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    results = tmp_path / "out" / "results"
    while not (results.is_dir() and len(list(results.glob("*.json"))) > 3):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=clocks.scaled(60))
    assert "are left; to go on: grader batch" in said, said
    assert process.returncode == 1
    assert "149 " in said or re.search(r"\n\d+ graded", said)


@pytest.mark.parametrize("how", [dying.work, dying.work_and_stop])
def test_a_worker_that_dies_twice_is_our_fault_and_tried_again(
    how: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write("folder", pupils(5, "activations", nasty=0.0), "activations", tmp_path / "class")
    out = tmp_path / "out"
    monkeypatch.setenv("GRADER_SEED", "a secret")
    monkeypatch.setattr(local, "work", how)
    monkeypatch.setattr(local, "SECONDS", clocks.scaled(15.0))  # of a start, too
    words = ["batch", "--no-place", str(source), "--assignment", "activations", "--out", str(out)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 3, result.output
    assert f"by our fault: {dying.VICTIM}" in result.output
    row = next(row for row in grades(out) if row[0] == dying.VICTIM)
    assert (row[2], row[4]) == ("", "internal_error")
    assert len(grades(out)) == 6
    assert "1 graded" in batch(source, out)
    assert next(row for row in grades(out) if row[0] == dying.VICTIM)[4] == "graded"


def test_hidden_cases_count_and_nothing_of_them_is_shown(tmp_path: Path) -> None:
    """A submission that has the public answers by heart, prints all inputs, and raises with them."""
    spy = RIGHT + b"""
import numpy as np
_right = relu
_seen = []

def relu(x):
    print("SEEN", np.asarray(x).tolist(), flush=True)
    _seen.append(x)
    if len(_seen) > 40:
        raise ValueError(f"INSIDE {x!r}")
    return np.asarray(x) * 3.0
"""  # fmt: skip
    source = tmp_path / "class"
    (source / "spy").mkdir(parents=True)
    (source / "spy" / "activations.py").write_bytes(spy)
    (source / "good").mkdir()
    (source / "good" / "activations.py").write_bytes(RIGHT)
    out = tmp_path / "out"
    batch(source, out)
    with Gradebook(out) as book:
        full = book.result("spy")
        assert full is not None
        hidden = [
            c
            for e in full.exercises
            if e.name == "relu"
            for c in e.cases
            if c.visibility == "hidden"
        ]
    assert hidden
    assert all(case.status != "passed" for case in hidden)
    published = (out / "results" / "spy.json").read_text() + (
        out / "reports" / "spy.html"
    ).read_text()
    shown = json.loads((out / "results" / "spy.json").read_text())
    for exercise in shown["exercises"]:
        for case in exercise["cases"]:
            if case["visibility"] == "hidden":
                assert case["got"] is case["expected"] is case["traceback"] is None
    public = (ROOT / "assignments/activations/golden.json").read_text()
    for case in hidden:
        for number in re.findall(r"-?\d+\.\d{3,}", str(case.expected)):
            if number not in public:
                assert number not in published
    assert {row[0]: row[2] for row in grades(out)}["good"] == "14"


def test_points_by_hand_survive_and_are_undone(graded: Path, school: Path) -> None:
    name = grades(graded)[1][0]
    before = next(row for row in grades(graded) if row[0] == name)[2]
    assert (
        "--comment is missing"
        in grader("override", str(graded), name, "relu", "--points", "0.25", code=2).stderr
    )
    for points in ("99", "-1", "nan"):
        words = ["override", str(graded), name, "relu", "--points", points, "--comment", "x"]
        assert "relu has 0 to 1 points" in grader(*words, code=2).stderr
    said = grader("override", str(graded), name, "rely", "--points", "1", code=2).stderr
    assert "no exercise 'rely'" in said
    grader("override", str(graded), name, "relu", "--points", "0.25", "--comment", "<b>seen</b>")
    page = (graded / "reports" / f"{name}.html").read_text()
    new = next(row for row in grades(graded) if row[0] == name)[2]
    assert f"<strong>{new}</strong> of" in page
    assert "0.25 of 1, by hand" in page
    changed = next(row for row in grades(graded) if row[0] == name)[2]
    assert changed != before
    assert "&lt;b&gt;seen" in (graded / "reports" / f"{name}.html").read_text()
    grader("regrade", str(graded), "--submission", name, GRADER_SEED="a secret")
    assert next(row for row in grades(graded) if row[0] == name)[2] == changed
    assert "points by hand" in grader("history", str(graded), name).stdout
    grader("override", str(graded), name, "relu", "--undo")
    assert next(row for row in grades(graded) if row[0] == name)[2] == before
    assert (
        "no points by hand"
        in grader("override", str(graded), name, "relu", "--undo", code=2).stderr
    )
    assert "did you mean" in grader("history", str(graded), name + "x", code=2).stderr
    assert (
        "0 of 30 grades would change"
        in grader("regrade", str(graded), "--dry-run", GRADER_SEED="a secret").stdout
    )
    assert (
        "another secret seed"
        in grader("regrade", str(graded), "--dry-run", GRADER_SEED="other", code=2).stderr
    )


def test_exports_are_read_back(graded: Path, tmp_path: Path) -> None:
    rows = {row[0]: row for row in grades(graded)[1:]}
    for name in ("csv", "json", "gradescope", "check50", "nbgrader", "junit"):
        for again in ("one", "two"):
            grader("export", str(graded), "--to", name, "--out", str(tmp_path / again / name))
    one, two = (
        {
            p.relative_to(tmp_path / a): p.read_bytes()
            for p in (tmp_path / a).rglob("*")
            if p.is_file()
        }
        for a in ("one", "two")
    )
    assert one == two
    place = tmp_path / "one"
    data = json.loads((place / "json" / "grades.json").read_text())
    assert {g["submission"]: f"{g['score']:g}" for g in data["grades"]} == {
        k: r[2] for k, r in rows.items()
    }
    for name, row in rows.items():
        scope = json.loads((place / "gradescope" / name / "results.json").read_text())
        assert f"{scope['score']:g}" == row[2]
        assert {t["status"] for t in scope["tests"]} <= {"passed", "failed"}
        checks = json.loads((place / "check50" / f"{name}.json").read_text())
        assert len(checks["results"]) == len(scope["tests"])
    root = ElementTree.parse(place / "junit" / "junit.xml").getroot()
    assert {s.get("name") for s in root} == set(rows)
    assert all(int(s.get("tests", 0)) == len(s.findall("testcase")) for s in root)
    with (place / "nbgrader" / "nbgrader.csv").open() as file:
        assert [row["score"] for row in csv.DictReader(file)] == [row[2] for row in rows.values()]


def test_canvas_gets_its_own_file_back_filled_in(graded: Path, tmp_path: Path) -> None:
    people = pupils(30, "activations", nasty=0.0)
    head = [
        "Student",
        "ID",
        "SIS User ID",
        "SIS Login ID",
        "Section",
        "Other (1)",
        "Activation functions (77)",
        "Final",
    ]
    template = tmp_path / "gradebook.csv"
    title = json.loads(json.dumps("Activation functions"))
    with Gradebook(graded) as book:
        title = book.batch.title or title
    head[6] = f"{title} (77)"
    with template.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerow(["    Points Possible", "", "", "", "", "10", "14", ""])
        for p in people:
            writer.writerow([f"{p.name}", str(1000 + p.number), "", "", "A", "5", "", "x"])
        writer.writerow(["Student, Test", "99999", "", "", "A", "", "", ""])
    grader(
        "export",
        str(graded),
        "--to",
        "canvas",
        "--template",
        str(template),
        "--out",
        str(tmp_path / "o"),
    )
    with (tmp_path / "o" / "gradebook.csv").open() as file:
        rows = list(csv.reader(file))
    scores = {row[0].rpartition("_")[2]: row[2] for row in grades(graded)[1:]}
    assert rows[0] == head
    assert rows[1][6] == "14"
    assert {row[1]: row[6] for row in rows[2:-1]} == scores
    assert all(row[5] == "5" and row[7] == "x" for row in rows[2:-1])
    assert rows[-1][6] == ""
    assert "needs --template" in grader("export", str(graded), "--to", "canvas", code=2).stderr
    template.write_text(",".join(head) + "\nNobody,77,,,A,5,,x\n")
    said = grader(
        "export", str(graded), "--to", "canvas", "--template", str(template), code=2
    ).stderr
    assert "has a row for none of the 30 submissions" in said
    first = f"{people[0].name},{1000 + people[0].number}"
    template.write_text(",".join(head) + f"\n{first},,,A,5,,x\n")
    said = grader(
        "export", str(graded), "--to", "canvas", "--template", str(template), "--out", str(tmp_path / "o")
    ).stderr  # fmt: skip
    assert said.count(", ") == 28
    assert f"without a row in {template}" in said
    template.write_text("Student,ID,Homework 9 (3)\n")
    said = grader(
        "export", str(graded), "--to", "canvas", "--template", str(template), code=2
    ).stderr
    assert "the assignments there are: 'Homework 9 (3)'" in said


def test_moodle_gets_its_worksheet_and_feedback(tmp_path: Path) -> None:
    people = pupils(6, "activations", nasty=0.0)
    out = tmp_path / "out"
    batch(write("moodle", people, "activations", tmp_path / "class"), out)
    worksheet = tmp_path / "grades.csv"
    head = [
        "Identifier",
        "Full name",
        "Email address",
        "Grade",
        "Maximum Grade",
        "Last modified (grade)",
        "Feedback comments",
    ]
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(head)
    for p in people:
        writer.writerow([f"Participant {1000 + p.number}", p.name, "", "", "14.00", "-", ""])
    worksheet.write_text("\ufeff" + buffer.getvalue())
    grader(
        "export",
        str(out),
        "--to",
        "moodle",
        "--template",
        str(worksheet),
        "--out",
        str(tmp_path / "o"),
    )
    filled = (tmp_path / "o" / "grades.csv").read_bytes()
    assert filled.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(filled.decode("utf-8-sig"))))
    assert rows[0] == head
    assert sorted(row[3] for row in rows[1:]) == sorted(row[2] for row in grades(out)[1:])
    assert all(row[4:6] == ["14.00", "-"] for row in rows[1:])
    with zipfile.ZipFile(tmp_path / "o" / "feedback.zip") as archive:
        for name in archive.namelist():
            parts = name.split("/")[0].split("_")
            assert parts[1].isdigit()
            assert parts[2:4] == ["assignsubmission", "file"]
        assert len(archive.namelist()) == 6


def test_formulas_are_text(tmp_path: Path) -> None:
    source = tmp_path / "class"
    (source / "=cmd|' /C calc'!A0").mkdir(parents=True)
    (source / "=cmd|' /C calc'!A0" / "activations.py").write_bytes(b"raise ValueError('=1+1')\n")
    out = tmp_path / "out"
    batch(source, out)
    for cell in (out / "grades.csv").read_text().replace("\n", ",").split(","):
        assert not cell.startswith(("=", "+", "@"))


def test_a_second_batch_on_the_folder_is_refused(graded: Path, school: Path) -> None:
    with Gradebook(graded, exclusive=True):
        assert "another batch is at work there" in batch(school, graded, code=2)


def test_a_gradebook_that_cannot_be_written(school: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "file" in batch(school, tmp_path / "file", code=2)
    out = tmp_path / "damaged"
    out.mkdir()
    (out / "gradebook.sqlite").write_bytes(b"not a database" * 100)
    assert "is no gradebook" in batch(school, out, code=2)
    newer = tmp_path / "newer"
    newer.mkdir()
    with sqlite3.connect(newer / "gradebook.sqlite") as connection:
        connection.execute(f"PRAGMA user_version={VERSION + 1}")
    connection.close()
    with pytest.raises(ConfigurationError, match="newer grader"):
        Gradebook(newer)


@pytest.mark.parametrize("options", ["size=600k", "ro"])
def test_a_disk_that_takes_no_more_is_told(options: str, school: Path, tmp_path: Path) -> None:
    """A file system of 600 kB, and one that is read-only: the batch ends with a sentence."""
    if os.getuid() != 0:
        pytest.skip("mounting needs root")
    small = tmp_path / "small"
    small.mkdir()
    mount = f"mount -t tmpfs -o {options} none {small} && exec {sys.executable} -m grader batch --no-place {school} --assignment activations --out {small}/out"
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", mount],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=clocks.scaled(120),
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert re.search(r"full|No space left|Read-only", done.stderr)


def test_a_student_can_be_forgotten(tmp_path: Path) -> None:
    source = write("moodle", pupils(3, "activations", nasty=0.0), "activations", tmp_path / "class")
    out = tmp_path / "out"
    batch(source, out)
    one, two, _ = (row[0] for row in grades(out)[1:])
    grader("history", str(out), one, "--forget")
    grader("history", str(out), two, "--anonymous")
    assert len(grades(out)) == 3
    name = next(p.name for p in pupils(3, "activations", nasty=0.0) if str(1000 + p.number) in one)
    assert name.encode() not in (out / "gradebook.sqlite").read_bytes()
    assert not (out / "reports" / f"{one}.html").exists()


def test_after_the_points_have_changed_everybody_is_graded_again(tmp_path: Path) -> None:
    course = tmp_path / "course"
    for folder in ("assignments/activations", "reference", "student_template/activations"):
        shutil.copytree(ROOT / folder, course / folder)
    source = tmp_path / "class"
    for name, data in (("ada", RIGHT), ("bob", RIGHT.replace(b"def relu(", b"def rely("))):
        (source / name).mkdir(parents=True)
        (source / name / "activations.py").write_bytes(data)
    out = tmp_path / "out"
    words = ["--course", str(course)]
    grader(
        *words, "batch", "--no-place", str(source), "--assignment", "activations", "--out", str(out)
    )
    before = {row[0]: row[2:4] for row in grades(out)[1:]}
    file = course / "assignments" / "activations" / "assignment.yaml"
    text = file.read_text()
    assert text.count("  - name: relu\n    points: 1\n") == 1
    file.write_text(
        text.replace("  - name: relu\n    points: 1\n", "  - name: relu\n    points: 3\n")
    )
    dry = grader(*words, "regrade", str(out), "--dry-run").stdout
    assert "ada: 14 -> 16" in dry
    assert "1 of 2 grades would change" in dry
    assert {row[0]: row[2:4] for row in grades(out)[1:]} == before
    assert "1 of 2 grades changed" in grader(*words, "regrade", str(out)).stdout
    after = {row[0]: row[2:4] for row in grades(out)[1:]}
    assert after["ada"] == ("16", "16")
    assert after["bob"] == (before["bob"][0], "16")


def test_another_assignment_gets_a_folder_of_its_own(graded: Path, school: Path) -> None:
    before = grades(graded)
    words = ["batch", "--no-place", str(school), "--assignment", "losses", "--out", str(graded)]
    assert "holds a batch of activations" in grader(*words, code=2).stderr
    assert grades(graded) == before


def test_the_rules_and_the_class_stay_where_none_are_given(school: Path, tmp_path: Path) -> None:
    policy, roster, out = tmp_path / "p.yaml", tmp_path / "r.csv", tmp_path / "out"
    policy.write_text("late_penalty_per_day: 50\ndue: 2026-11-20\n")
    people = pupils(30, "activations", nasty=0.0)
    times = [f"{1000 + p.number},Somebody {p.number},2026-11-{19 + p.number % 3}" for p in people]
    roster.write_text("id,name,submitted\n" + "\n".join([*times, "7777,Nobody,"]) + "\n")
    said = batch(school, out, "--roster", str(roster), "--policy", str(policy))
    assert "missing (1): Nobody" in said
    first = grades(out)
    assert {row[5] for row in first[1:]} == {"true", "false"}
    assert "Somebody" in (out / "index.html").read_text()
    said = batch(school, out)
    assert "0 graded" in said
    assert "the rules are those of the batch before" in said
    assert grades(out) == first


def test_what_nobody_says_the_time_of_is_told(school: Path, tmp_path: Path) -> None:
    policy = tmp_path / "p.yaml"
    policy.write_text("due: 2026-11-20\n")
    source = write("folder", pupils(2, "activations", nasty=0.0), "activations", tmp_path / "class")
    said = batch(source, tmp_path / "out", "--policy", str(policy))
    assert "taken as in time, since nothing says when they were handed in (2)" in said


def test_a_submission_is_found_by_what_its_student_is_known_by(graded: Path) -> None:
    assert "graded" in grader("history", str(graded), "1003").stdout


def test_students_pages_are_not_published_into_the_gradebook(graded: Path) -> None:
    said = grader("report", str(graded), "--publish", str(graded), code=2).stderr
    assert "holds a gradebook" in said
