"""Frozen files without torch: what it answered before still stands, and nothing else is invented."""

import shutil
from pathlib import Path

import pytest

from grader.cli.app import run as cli
from grader.diagnose.fingerprints import FILE, read
from grader.golden import oracles

pytestmark = pytest.mark.slow

MISTAKE = """
- id: mse_plus_one
  exercise: mse
  edits: [{in: losses.mse, replace: "np.mean((f - y) ** 2)", with: "np.mean((f - y) ** 2) + 1"}]
  hint: One too many.
  feedback: It is.
"""


@pytest.fixture
def copy(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the course on a machine without torch."""
    for part in ("assignments/losses", "assignments/activations", "reference", "student_template"):
        shutil.copytree(course / part, tmp_path / part)
    monkeypatch.setattr(oracles, "find_spec", lambda name: None)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_a_mistake_is_added(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy / "assignments/losses"
    before = contents(folder)
    lines = (folder / FILE).read_text(encoding="utf-8").splitlines()[2:]
    with (folder / "mistakes.yaml").open("a", encoding="utf-8") as file:
        file.write(MISTAKE)
    assert cli(["--course", str(copy), "golden", "losses", "--write"]) == 0, capsys.readouterr()
    changed = {name for name, data in contents(folder).items() if before[name] != data}
    assert changed == {"mistakes.yaml", FILE}
    assert "mse_plus_one" in read(folder).texts
    after = (folder / FILE).read_text(encoding="utf-8").splitlines()[2:]
    assert set(lines) <= set(after)
    added = [line for line in after if line not in lines]
    assert all("mse_plus_one" in line for line in added)
    assert len(added) == len(after) - len(lines)
    assert cli(["--course", str(copy), "golden", "losses"]) == 0


def test_inputs_that_torch_has_not_seen_need_it(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = copy / "assignments/losses/assignment.yaml"
    file.write_text(file.read_text().replace("seed: ", "seed: 9", 1))
    before = contents(file.parent)
    assert cli(["--course", str(copy), "golden", "losses", "--write"]) == 2
    words = " ".join(capsys.readouterr().err.split())
    assert "torch was not asked about case squared_error_sum/" in words
    assert "`oracle: none` in" in words
    assert contents(file.parent) == before


def test_a_reference_that_contradicts_what_torch_answered(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = copy / "reference/losses.py"
    text = file.read_text()
    assert text.count("return np.mean((f - y) ** 2)") == 1
    file.write_text(text.replace("return np.mean((f - y) ** 2)", "return np.sum((f - y) ** 2)"))
    before = contents(copy / "assignments/losses")
    assert cli(["--course", str(copy), "golden", "losses", "--write"]) == 1
    assert "relative distance to the oracle" in capsys.readouterr().out
    assert contents(copy / "assignments/losses") == before


def test_a_course_says_once_that_it_has_no_oracle(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(copy / "reference/oracles")
    file = copy / "assignments/losses/assignment.yaml"
    file.write_text(file.read_text().replace("seed: ", "oracle: none\nseed: 9", 1))
    assert cli(["--course", str(copy), "golden", "losses", "--write"]) == 0
    assert "64 cases written, 0 with an oracle's answer" in capsys.readouterr().out
    assert cli(["--course", str(copy), "validate", "losses", "--cases", "1"]) == 0
    said = capsys.readouterr().out
    assert said.count("nothing but the reference vouches for") == 1
