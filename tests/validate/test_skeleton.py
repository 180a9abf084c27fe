"""The course that `grader new` makes is tested as a real one: on a machine without torch, it
validates, audits and grades at once, and can be handed out."""

import json
import zipfile
from pathlib import Path

import pytest

from grader.cli.app import run as cli
from grader.errors import ConfigurationError
from grader.golden import oracles
from grader.validate.skeleton import SKELETON, make_course


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(oracles, "find_spec", lambda name: None)
    make_course(tmp_path / "course")
    return tmp_path / "course"


def graded(course: Path, path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    cli(["--course", str(course), "check", str(path), "--json"])
    (exercise,) = json.loads(capsys.readouterr().out)["exercises"]
    found: dict[str, object] = exercise
    return found


def test_it_validates_and_audits(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli(["--course", str(made), "validate", "averages"]) == 0
    assert "NOTE oracle:averages:none: nothing but the reference" in capsys.readouterr().out
    assert cli(["--course", str(made), "audit", "--jobs", "1", "--json"]) == 0
    (audit,) = json.loads(capsys.readouterr().out)["assignments"]
    assert [m["id"] for m in audit["mistakes"]] == [
        "divides_by_n", "no_division", "no_weights", "weights_changed",
    ]  # fmt: skip
    assert all(m["caught"] and m["named"] for m in audit["mistakes"])
    assert cli(["--course", str(made), "golden"]) == 0


def test_an_exercise_without_a_known_mistake_is_noted(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (made / "assignments/averages/mistakes.yaml").write_text("[]\n")
    cli(["--course", str(made), "golden", "--write"])
    capsys.readouterr()
    assert cli(["--course", str(made), "validate", "averages"]) == 0
    assert "NOTE files:averages:mistakes: no known mistake of weighted_mean" in (
        capsys.readouterr().out
    )


def test_it_grades(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = graded(made, made / "student_template/averages", capsys)
    assert (template["score"], template["status"]) == (0, "not_implemented")
    work = tmp_path / "averages.py"
    text = (made / "reference/averages.py").read_text()
    work.write_text(text)
    assert graded(made, work, capsys)["score"] == 4
    work.write_text(text.replace("/ np.sum(w)", "/ len(x)"))
    wrong = graded(made, work, capsys)
    assert [f["mistake"] for f in wrong["findings"]] == ["divides_by_n"]  # type: ignore[attr-defined]


def test_it_can_be_handed_out(made: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "grader.whl"
    wheel.write_bytes(b"")
    for what in ("mistakes.yaml", "fingerprints.json", None):
        arguments = ["kit", "averages", "--out", str(tmp_path / "k.zip"), "--wheel", str(wheel)]
        assert cli(["--course", str(made), *arguments]) == 0
        names = zipfile.ZipFile(tmp_path / "k.zip").namelist()
        there = (made / "assignments/averages/fingerprints.json").is_file()
        assert ("assignments/averages/fingerprints.json" in names) == there
        assert not [name for name in names if "reference" in name or "mistakes" in name]
        if what is not None:
            (made / "assignments/averages" / what).unlink()


def test_fingerprints_that_are_missing_make_no_kit(made: Path, tmp_path: Path) -> None:
    (made / "assignments/averages/fingerprints.json").unlink()
    wheel = tmp_path / "grader.whl"
    wheel.write_bytes(b"")
    arguments = ["kit", "averages", "--out", str(tmp_path / "k.zip"), "--wheel", str(wheel)]
    assert cli(["--course", str(made), *arguments]) == 2


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    assert cli(["new", str(tmp_path / "full")]) == 2
    assert "holds 'notes.txt' already and is not overwritten" in capsys.readouterr().err
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["notes.txt"]
    assert cli(["new", str(tmp_path / "file")]) == 2
    assert "is a file" in capsys.readouterr().err
    with pytest.raises(ConfigurationError, match="cannot be written"):
        make_course(tmp_path / "file/below")


def test_the_next_commands_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my course"
    folder.mkdir()  # an empty folder will do
    assert cli(["new", str(folder)]) == 0
    next_ = capsys.readouterr().out.partition("Next:\n")[2].splitlines()
    assert [line.split("course' ")[1].split()[0] for line in next_] == [
        "check", "validate", "audit",
    ]  # fmt: skip
    assert all(line.strip().startswith("grader --course '") for line in next_)


def test_its_yaml_teaches_and_its_template_is_what_fix_would_write(made: Path) -> None:
    for name in ("assignment.yaml", "mistakes.yaml"):
        text = (SKELETON / "assignments/averages" / name).read_text(encoding="utf-8")
        assert text.count("# ") >= 5, name
    template = made / "student_template/averages/averages.py"
    before = template.read_text()
    template.unlink()
    assert cli(["--course", str(made), "validate", "--fix"]) == 0
    assert template.read_text() == before
