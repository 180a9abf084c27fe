"""`grader export` says what it left as it was, and why."""

import importlib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sheets import entry, moodle, sheet

from grader.cli.app import app
from grader.model import Person

HEAD = "Full name,Grade,Maximum Grade"


class Book:
    def __init__(self, folder: Path) -> None: ...

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None: ...


@pytest.fixture
def export(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    module = importlib.import_module("grader.cli.export")

    def run(template: str, *entries: Any) -> Result:
        monkeypatch.setattr(module, "Gradebook", Book)
        monkeypatch.setattr(module, "whole_sheet", lambda book, pages: sheet(*entries))
        (tmp_path / "w.csv").write_text(template)
        words = ["export", str(tmp_path), "--to", "moodle", "--template", str(tmp_path / "w.csv")]
        return CliRunner().invoke(app, words)

    return run


def test_what_was_left_is_told(export: Any, tmp_path: Path) -> None:
    group = moodle("5", "Cid", people=(Person(key="5", name="Cid"), Person(key="6", name="Eve")))
    rows = f"{HEAD}\nAda,,23\nAlan,,23\nAlan,,23\nCid,,23\nFay,,23\n"
    done = export(rows, entry("Ada"), entry("Alan"), entry("Bob"), group, entry("Fay", None))
    assert done.exit_code == 0
    said = done.stderr
    assert f"without a row in {tmp_path}/w.csv: Bob-Bob\n" in said
    assert f"partly without a row in {tmp_path}/w.csv: Cid-5 (Eve)" in said
    assert "  Alan-Alan: its name is that of lines 3 and 4\n" in said
    assert "found no column 'Feedback comments'" in said
    assert "without a grade, and left as they were: Fay-Fay" in said
    filled = (tmp_path / "exports" / "moodle" / "w.csv").read_text()
    assert filled == rows.replace("Ada,,", "Ada,5,").replace("Cid,,", "Cid,5,")


def test_a_template_of_another_class_is_refused(export: Any, tmp_path: Path) -> None:
    done = export(f"{HEAD}\nNobody,,23\n", entry("Ada"), entry("Bob"))
    assert "has a row for none of the 2 submissions" in str(done.exception)
    assert not (tmp_path / "exports").exists()
