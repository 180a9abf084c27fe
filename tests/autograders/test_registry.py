"""Every target has what the Protocol names; what is asked wrongly is said in a sentence."""

import inspect
from pathlib import Path

import pytest

from grader.autograders import Target, targets
from grader.autograders._wheels import check_wheels, wheels_of
from grader.cli.app import run
from grader.errors import ConfigurationError


@pytest.mark.parametrize("name", list(targets()))
def test_a_target_is_whole(name: str) -> None:
    target = targets()[name]
    assert name == target.NAME
    assert not [member for member in Target.__annotations__ if not hasattr(target, member)]
    for method in ("files", "deliver", "fail"):
        wanted = [p for p in inspect.signature(getattr(Target, method)).parameters if p != "self"]
        assert list(inspect.signature(getattr(target, method)).parameters) == wanted


def test_the_targets_of_the_issue() -> None:
    assert set(targets()) == {"classroom50", "container", "github", "gradescope", "prairielearn"}


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["autograder", *words]) == 2
    return capsys.readouterr().err


def test_an_unknown_target(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(["gradescoop", "losses", "--out", str(tmp_path / "x")], capsys)
    assert "gradescoop: is no target" in said
    assert "  gradescope " in said


def test_an_unknown_level(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["gradescope", "losses", "--out", str(tmp_path / "x"), "--isolation", "some"]
    assert "there are sealed+ns, sealed, limits" in refused(words, capsys)


def test_hidden_cases_need_a_seal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "seed").write_text("1")
    words = ["gradescope", "losses", "--out", str(tmp_path / "x"), "--isolation", "limits"]
    said = refused([*words, "--seed-file", str(tmp_path / "seed")], capsys)
    assert "does not keep a submission from reading hidden cases" in said


def test_a_folder_without_wheels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.whl").write_bytes(b"")
    words = ["gradescope", "losses", "--out", str(tmp_path / "x")]
    said = refused([*words, "--wheel", str(tmp_path / "own.whl")], capsys)
    assert "own.whl: is no wheel" in said


def test_a_wheel_for_another_python() -> None:
    wheels = ["numpy-2.4.0-cp312-cp312-manylinux_2_28_x86_64.whl", "click-8.1.0-py3-none-any.whl"]
    check_wheels(wheels, ["numpy==2.4.0", "click==8.1.0"], ["3.12"])
    with pytest.raises(ConfigurationError, match=r"no wheel of numpy==2\.4\.0 for Python 3\.13"):
        check_wheels(wheels, ["numpy==2.4.0"], ["3.12", "3.13"])


def test_what_pip_does_not_find_is_told() -> None:
    with pytest.raises(ConfigurationError, match=r"pip found no wheels .* --wheels DIR"):
        wheels_of(["numpy==0.0.0.1"], ["3.12"])
