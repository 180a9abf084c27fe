"""golden.json: missing, damaged, or of other inputs."""

import json
from pathlib import Path

import pytest

from grader.cases.build import draw_cases
from grader.errors import GoldenError
from grader.golden.file import read
from grader.spec import load


def test_the_worked_example_has_its_twenty_values(course: Path) -> None:
    data = json.loads((course / "assignments/worked_example/golden.json").read_text())
    values = {
        key: entry["expected"] for key, entry in data["cases"].items() if key.startswith("ANSWERS/")
    }
    assert len(values) == 20
    assert values["ANSWERS/dL/dx2"] == 18
    assert values["ANSWERS/L"] == 9


def test_every_public_case_is_frozen_with_torch(course: Path) -> None:
    for folder in sorted((course / "assignments").iterdir()):
        assignment, source = load(folder)
        frozen = read(folder)
        assert {"numpy", "blas", "processor", "torch"} <= frozen.made_with.keys()
        for case in draw_cases(assignment, source):
            assert frozen.golden(case).torch is not None, case.id


def test_other_inputs_are_noticed(course: Path) -> None:
    folder = course / "assignments/losses"
    assignment, source = load(folder)
    case = draw_cases(assignment, source, secret="x", only="mse")[0]
    with pytest.raises(GoldenError, match="made from other inputs of mse/vector"):
        read(folder).golden(case)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "other"}'])
def test_damaged_files(tmp_path: Path, text: str) -> None:
    (tmp_path / "golden.json").write_text(text)
    with pytest.raises(GoldenError, match=r"golden.json"):
        read(tmp_path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(GoldenError, match="cannot be read"):
        read(tmp_path)
