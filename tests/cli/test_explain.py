"""`grader explain`."""

import json
import shutil
from pathlib import Path

import pytest

from grader.cli.app import run
from grader.course import find_course
from grader.kit import SHARED

Capture = pytest.CaptureFixture[str]


def test_it_prints_the_page_of_a_mistake(capsys: Capture) -> None:
    assert run(["explain", "sse_mean"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("sse_mean (squared_error_sum, losses)\n")
    assert "the answer is 11, expected 33" in out
    assert "    np.mean((f - y) ** 2)\n" in out
    assert "np.sum((f - y) ** 2)" not in out  # the right line


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Adam", "Hand-out"),
        ("losses", "23 points, 13 exercises."),
        ("check", "--explain"),
        ("policy.yaml", "grace_minutes"),
        ("argument_changed", "you changed an array or list"),
        ("broadcast", "Print the shapes"),
        ("internal_error", "exit code"),
    ],
)
def test_it_knows_other_names(name: str, part: str, capsys: Capture) -> None:
    assert run(["explain", name]) == 0
    assert part in capsys.readouterr().out


def test_a_name_of_several_things_is_explained_for_each(capsys: Capture) -> None:
    assert run(["explain", "gradescope", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "grader/explain/1"
    assert [page["kind"] for page in document["pages"]] == ["exporter", "importer", "target"]


def test_an_unknown_name(capsys: Capture) -> None:
    assert run(["explain", "sse_meen"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nothing is called 'sse_meen'" in captured.err
    assert "near are sse_mean" in captured.err


@pytest.fixture
def students_course(tmp_path: Path) -> Path:
    """What the wheel has of `losses`."""
    ours = find_course()
    folder = tmp_path / "course" / "assignments" / "losses"
    folder.mkdir(parents=True)
    for pattern in SHARED:
        for file in (ours / "assignments" / "losses").glob(pattern):
            shutil.copy(file, folder)
    shutil.copytree(
        ours / "student_template" / "losses", tmp_path / "course/student_template/losses"
    )
    return tmp_path / "course"


def test_a_student_reads_what_is_said_of_a_mistake(students_course: Path, capsys: Capture) -> None:
    assert run(["--course", str(students_course), "explain", "sse_mean"]) == 0
    out = capsys.readouterr().out
    assert "You average; the sum over all elements is asked for." in out
    assert "the student's package" in out
    assert "np." not in out
    assert run(["--course", str(students_course), "explain", "mse"]) == 0
    assert "mse_sum" not in capsys.readouterr().out


def test_a_student_is_not_told_which_mistakes_there_are(
    students_course: Path, capsys: Capture
) -> None:
    for name in ("sse_meen", "adam_no_bias"):
        assert run(["--course", str(students_course), "explain", name]) == 2
        err = capsys.readouterr().err
        assert "sse_mean" not in err
        assert "in a checkout" in err
