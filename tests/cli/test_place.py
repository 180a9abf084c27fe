"""The place of a mistake that nothing names: behind the first answer, on the page, in a batch."""

import json
import re
from pathlib import Path

import pytest

from grader.cli import check as check_module
from grader.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
RIGHT = ROOT / "tests" / "submissions" / "perfect_losses" / "losses.py"


@pytest.fixture
def wrong(tmp_path: Path) -> tuple[Path, int]:
    """A right module with one slip that is in no catalogue, and its line."""
    text = RIGHT.read_text()
    found = re.search(r"^def l2_penalty\(.*?^    return ([^\n]*)$", text, re.M | re.S)
    assert found is not None
    changed = f"{text[: found.start(1)]}({found[1]}) + 0.125{text[found.end(1) :]}"
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "losses.py").write_text(changed)
    return folder, text.count("\n", 0, found.start(1)) + 1


@pytest.fixture(autouse=True)
def much_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_module, "PLACE_SECONDS", 60.0)
    monkeypatch.setattr(check_module, "EXPLAIN_SECONDS", 60.0)


def test_the_line_is_told_after_the_result_and_marked_on_the_page(
    wrong: tuple[Path, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, line = wrong
    page = tmp_path / "page.html"
    assert run(["check", str(folder), "--only", "l2_penalty", "--html", str(page)]) == 1
    out = capsys.readouterr().out
    said = f"l2_penalty: one change in line {line} makes every case right"
    assert said in out
    assert out.index("points") < out.index(said)
    assert re.search(rf'row marked"><span class="no">{line}<', page.read_text())


def test_json_has_it_where_it_was_asked_for(
    wrong: tuple[Path, int], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, line = wrong
    for explain, kinds in (([], set()), (["--explain"], {"place"})):
        run(["check", str(folder), "--only", "l2_penalty", "--json", *explain])
        (exercise,) = json.loads(capsys.readouterr().out)["exercises"]
        told = [f for f in exercise["findings"] if f["kind"] == "place"]
        assert {f["kind"] for f in told} == kinds
        assert [f["place"]["line"] for f in told] == [line] * len(kinds)
        assert exercise["score"] == 0


@pytest.mark.slow
def test_a_batch_stores_it_with_the_result(
    wrong: tuple[Path, int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, line = wrong
    everybody, out = tmp_path / "all", tmp_path / "out"
    everybody.mkdir()
    folder.rename(everybody / "ada")
    command = ["batch", str(everybody), "--assignment", "losses", "--out", str(out), "--jobs", "1"]

    def places() -> list[int]:
        (file,) = (out / "results").glob("*.json")
        result = json.loads(file.read_text())
        told = [f for e in result["exercises"] for f in e["findings"] if f["kind"] == "place"]
        return [f["place"]["line"] for f in told]

    assert run([*command, "--no-place"]) == 0
    assert places() == []
    capsys.readouterr()
    assert run(command) == 0  # what was graded is kept, and searched for what is not explained
    assert places() == [line]
    assert "of what nothing explains, in 1 submission " in capsys.readouterr().err
    (page,) = (out / "reports").glob("*.html")
    assert re.search(rf'row marked"><span class="no">{line}<', page.read_text())
    (graded,) = (out / "results").glob("*.json")
    before = graded.read_bytes()
    for again in (command, [*command, "--no-place"]):
        assert run(again) == 0
        assert graded.read_bytes() == before  # what was searched once is not again
    monkeypatch.setattr("grader.batch.correct.PLACE_SECONDS", 0.0)  # without another search
    assert run(["regrade", str(out)]) == 0
    assert places() == [line]
