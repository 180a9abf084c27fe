"""Inputs from YAML: what a generator refuses is reported at its place."""

from pathlib import Path

import pytest

from grader.cases.build import draw_cases
from grader.errors import SpecError
from grader.spec import load, load_text

YAML = """\
assignment: demo
title: D
seed: 1
exercises:
  - name: f
    points: 1
    reference: m.f
    cases:
      - name: a
        args: {args}
"""


def draw(args: str) -> list[str]:
    assignment, source = load_text(YAML.replace("{args}", args), "a.yaml", Path("demo"))
    with pytest.raises(SpecError) as caught:
        draw_cases(assignment, source)
    return list(caught.value.faults)


@pytest.mark.parametrize(
    ("args", "fault"),
    [
        ("[{normle: [3]}]", "a.yaml:10:17: unknown generator 'normle'; did you mean 'normal'?"),
        (
            "[{normal: {shpae: [3]}}]",
            "a.yaml:10:26: normal has no parameter 'shpae'; did you mean 'shape'?",
        ),
        ("[{normal: {scale: 3}}]", "a.yaml:10:17: normal needs the parameter 'shape'"),
        (
            "[{with_zeros: {shape: [2], zeros: 2}}]",
            "a.yaml:10:17: with_zeros: 2 zeros and both signs",
        ),
        (
            "[{a: 1, b: 2}]",
            "a.yaml:10:16: expected {name of a generator: its parameters}, found the keys a, b",
        ),
        ("{normal: [3]}", "args must be a list of the positional arguments"),
    ],
)
def test_faults_have_a_place(args: str, fault: str) -> None:
    assert any(fault in found for found in draw(args)), draw(args)


def test_all_faults_are_reported() -> None:
    assert (
        len(draw("[{normle: [3]}, {uniform: {hihg: 3, shape: 2}}, {labels: {m: 1, classes: 2}}]"))
        == 3
    )


def test_a_secret_gives_other_inputs_and_nothing_else_does(course: Path) -> None:
    assignment, source = load(course / "assignments" / "losses")
    plain = [case.data for case in draw_cases(assignment, source)]
    assert plain == [case.data for case in draw_cases(assignment, source)]
    hidden = [case.data for case in draw_cases(assignment, source, secret="s")]
    assert sum(a != b for a, b in zip(plain, hidden, strict=True)) > len(plain) * 0.7
    only = draw_cases(assignment, source, only="mse")
    assert {case.exercise.name for case in only} == {"mse"}
    assert [c.data for c in only] == [
        c.data for c in draw_cases(assignment, source) if c.exercise.name == "mse"
    ]


def test_twenty_secrets_can_be_drawn(course: Path) -> None:
    for folder in sorted((course / "assignments").iterdir()):
        if folder.name == "training":
            continue
        assignment, source = load(folder)
        for k in range(20):
            draw_cases(assignment, source, secret=str(k))
