"""pictures.yaml: every fault with its place."""

from pathlib import Path

import pytest

from grader.errors import SpecError
from grader.spec import load_pictures

GOOD = """\
formulas: {SGD: 'g'}
surfaces:
  - name: bowl
    title: a bowl
    terms: [[1, 2, 0], [1, 0, 2]]
    x: [-1, 1]
    y: [-1, 1]
    start: [0.5, 0.5]
    steps: 5
    racers: {SGD: [0.1]}
"""


def faults(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "pictures.yaml").write_text(text)
    with pytest.raises(SpecError) as caught:
        load_pictures(tmp_path, ["SGD", "Adam"])
    return [fault.replace(str(tmp_path), ".") for fault in caught.value.faults]


def test_without_a_file_nothing_is_drawn(tmp_path: Path) -> None:
    assert load_pictures(tmp_path, []).surfaces == ()


def test_a_good_file(tmp_path: Path) -> None:
    (tmp_path / "pictures.yaml").write_text(GOOD)
    pictures = load_pictures(tmp_path, ["SGD"])
    (surface,) = pictures.surfaces
    assert surface.loss((0.5, 2.0)) == 0.25 + 4.0
    assert pictures.formulas == {"SGD": "g"}


def test_every_fault_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("{SGD: 'g'}", "{SDG: 'g'}").replace("x: [-1, 1]", "x: [1, -1]")
    text = text.replace("[[1, 2, 0]", "[[1, -2, 0]").replace("steps: 5", "steps: 500")
    text += "kinds: {Adam: pie}\n"
    found = faults(tmp_path, text)
    assert len(found) == 5
    for expected in (
        "./pictures.yaml:1:12: no exercise is called 'SDG'; did you mean 'SGD'?",
        "./pictures.yaml:6:8: expected [low, high], found [1.0, -1.0]",
        "the exponents of a term cannot be negative",
        "1 to 200 steps can be drawn, found 500",
        "./pictures.yaml:11:8: kinds:",
    ):
        assert any(expected in fault for fault in found), (expected, found)


@pytest.mark.parametrize(
    "text", ["- 1\n", "surfaces: 3\n", "surfaces: [3]\n", "network: {layers: 1}\n"]
)
def test_another_form_is_a_fault(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text)
