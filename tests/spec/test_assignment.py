"""assignment.yaml: every fault is reported, with its place and with what was meant."""

from pathlib import Path

import pytest

from grader.course import assignment_names
from grader.errors import SpecError
from grader.spec import load, load_mistakes, load_text

GOOD = """\
assignment: demo
title: A demonstration
seed: 3
tolerance: 1e-9
exercises:
  - name: double
    points: 2
    reference: demo.double
    cases:
      - {name: one, args: [1]}
"""


def faults(text: str) -> list[str]:
    with pytest.raises(SpecError) as caught:
        load_text(text, "a.yaml", Path("demo"))
    return list(caught.value.faults)


def test_a_good_file() -> None:
    assignment, _ = load_text(GOOD, "a.yaml", Path("demo"))
    assert assignment.module == "demo"
    assert assignment.tolerance == 1e-9
    assert assignment.exercise("double").cases[0].given["args"] == [1]
    with pytest.raises(KeyError):
        assignment.exercise("triple")


def test_every_fault_at_once() -> None:
    text = """\
assignment: demo
titel: A demonstration
seed: on
tolerance: -1e-9
limits: {seconds: 0, memory: 3}
exercises:
  - name: 2fast
    points: many
    adapter: functoin
    cases:
      - {name: one, arg: [1]}
      - {name: two, args: [1], steps: 3, weight: -1}
      - {name: two, args: [1]}
  - {name: g, points: 1, reference: m.g, cases: []}
  - 7
"""
    found = faults(text)
    for expected in (
        "a.yaml:2:1: unknown key 'titel'; did you mean 'title'?",
        "a.yaml:3:7: seed: expected a whole number, found 'on'",
        "a.yaml:5:22: unknown key 'memory'; did you mean 'memory_mb'?",
        "a.yaml:7:5: the key 'reference' is missing",
        "a.yaml:8:13: points: expected a number, found 'many'",
        "a.yaml:9:14: adapter: unknown value 'functoin'; did you mean 'function'?",
        "a.yaml:11:21: unknown key 'arg'; did you mean 'args'?",
        "a.yaml:12:50: a weight cannot be negative, found -1",
        "a.yaml:13:16: two cases are called 'two'",
        "a.yaml:14:49: an exercise needs a list of at least one case",
        "a.yaml:15:5: expected an exercise, a mapping with the keys name, points, reference",
    ):
        assert expected in found, found


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("points: 2", "points: -2", "a.yaml:7:13: points cannot be negative, found -2.0"),
        ("name: double", "name: class", "a.yaml:6:11: 'class' is no name of a function or class"),
        ("1e-9", "0", "a.yaml:4:12: tolerance must be above 0, found 0.0"),
        ("args: [1]", "args: [1], weight: 0", "a.yaml:10:7: all cases have weight 0"),
        ("args: [1]", "key: x", "a.yaml:10:9: a case of adapter 'function' needs the key 'args'"),
        ("args: [1]", "args: [1], key: x", "has no key 'key'"),
        ("seed: 3", "seed: 3\nseed: 4", "a.yaml:4:1: the key 'seed' stands here twice"),
        ("seed: 3", "seed: 010x", "expected a whole number, found '010x'"),
        ("title: A", "title: [A", "not YAML"),
        ("assignment: demo", "name: demo", "the key 'assignment' (its name) is missing"),
    ],
)
def test_single_faults(old: str, new: str, fault: str) -> None:
    assert any(fault in found for found in faults(GOOD.replace(old, new))), faults(
        GOOD.replace(old, new)
    )


@pytest.mark.parametrize("text", ["", "[]", "7", "a: [", "\tx: 1"])
def test_what_is_no_assignment(text: str) -> None:
    assert faults(text)[0].startswith("a.yaml:")


def test_yaml_1_2_scalars() -> None:
    text = GOOD.replace("args: [1]", "args: [010, 1:30, on, 1e-5, .5, ~, true, .nan, 'x', 0x1]")
    assignment, _ = load_text(text, "a.yaml", Path("demo"))
    args = assignment.exercises[0].cases[0].given["args"]
    assert args[:7] == [10, "1:30", "on", 1e-5, 0.5, None, True]
    assert args[7] != args[7]
    assert args[8:] == ["x", "0x1"]


def test_mistakes_are_checked_too(tmp_path: Path) -> None:
    (tmp_path / "mistakes.yaml").write_text(
        "- id: a\n  exercise: dubble\n  edits: [{in: m.f, replce: x, with: y}]\n- {id: a, exercise: double}\n"
    )
    with pytest.raises(SpecError) as caught:
        load_mistakes(tmp_path, ["double"])
    text = str(caught.value)
    assert "2:13: no exercise is called 'dubble'; did you mean 'double'?" in text
    assert "3:21: unknown key 'replce'; did you mean 'replace'?" in text
    assert "a mistake needs a list of at least one edit" in text


def test_the_constant_of_a_mistake_is_checked(tmp_path: Path) -> None:
    (tmp_path / "mistakes.yaml").write_text(
        "- id: a\n  exercise: double\n  edits: [{in: m.f, replace: x, with: y}]\n"
        "  constant:\n    edits: [{in: m.f, replace: x, wiht: 'x + {c}'}]\n    low: 2\n    high: 1\n"
        "- id: b\n  exercise: double\n  edits: [{in: m.f, replace: x, with: y}]\n  constant: 3\n"
    )
    with pytest.raises(SpecError) as caught:
        load_mistakes(tmp_path, ["double"])
    text = str(caught.value)
    assert "5:35: unknown key 'wiht'; did you mean 'with'?" in text
    assert "7:11: expected more than low, 2; found 1" in text
    assert "11:13: expected a mapping with the keys edits, low, high" in text


def test_all_of_the_course_can_be_read(course: Path) -> None:
    names = assignment_names(course)
    assert len(names) == 7
    for name in names:
        assignment, _ = load(course / "assignments" / name)
        assert assignment.name == name
        assert assignment.points >= 10


def test_slips_are_of_answers_by_hand_and_name_variables() -> None:
    slips = "    slips: {do: demo.backward.do, o: demo.o}\n    cases:\n"
    found = faults(GOOD.replace("    cases:\n", slips))
    assert any("slips: only of answers by hand" in fault for fault in found)
    assert any("expected module.function.variable" in f and "'demo.o'" in f for f in found)
    by_hand = GOOD.replace("    cases:\n", "    adapter: answers\n" + slips).replace(
        "{name: one, args: [1]}", "{name: one, key: one}"
    )
    assert len(faults(by_hand)) == 1
    assignment, _ = load_text(by_hand.replace(", o: demo.o", ""), "a.yaml", Path("demo"))
    assert assignment.exercise("double").slips == {"do": "demo.backward.do"}
