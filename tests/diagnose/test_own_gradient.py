"""A function that returns a loss and its gradient: which of the two is to blame."""

from pathlib import Path

import pytest

from grader.golden.file import write
from grader.golden.make import make
from grader.golden.reference import read_sources
from grader.grading import grade
from grader.model import Finding
from grader.paper import public_paper
from grader.submission import Submission
from grader.validate.context import Sheet

ASSIGNMENT = """
assignment: svm
title: A loss with its gradient
seed: 3
exercises:
  - name: hinge
    points: 10
    reference: svm.hinge
    arguments: [x, y]
    outputs: [loss, dx]
    gradient_of: {exercise: hinge, call: [0, 1], by: 0, part: 0, own: 1}
    cases:
      - {name: few, args: [{normal: [4, 3]}, {labels: {m: 4, classes: 3}}]}
      - {name: more, args: [{normal: [7, 5]}, {labels: {m: 7, classes: 5}}]}
"""
REFERENCE = """
import numpy as np


def hinge(x, y):
    rows = np.arange(len(x))
    margins = np.maximum(0, x - x[rows, y][:, None] + 1)
    margins[rows, y] = 0
    dx = (margins > 0).astype(float)
    dx[rows, y] -= dx.sum(axis=1)
    return margins.sum() / len(x), dx / len(x)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "assignments" / "svm"
    place.mkdir(parents=True)
    (place / "assignment.yaml").write_text(ASSIGNMENT)
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "svm.py").write_text(REFERENCE)
    sheet = Sheet(place)
    goldens = make(read_sources(tmp_path), sheet.assignment, sheet.cases)
    write(sheet.assignment, sheet.cases, goldens, {}, None)
    return place


def findings(place: Path, old: str, new: str) -> tuple[Finding, ...]:
    assert REFERENCE.count(old) == 1
    source = REFERENCE.replace(old, new).encode()
    return grade(public_paper(place), Submission("s", {"svm.py": source})).exercises[0].findings


def test_a_wrong_gradient_of_a_right_loss(place: Path) -> None:
    found = findings(place, "dx[rows, y] -= dx.sum(axis=1)", "dx[rows, y] -= 1")
    told = [f for f in found if f.rule == "own_not_the_derivative"]
    assert [f.message for f in told] == ["your loss is right, and your dx is not its derivative"]


def test_a_right_gradient_of_a_wrong_loss(place: Path) -> None:
    found = findings(place, "[:, None] + 1)", "[:, None] + 1.3)")
    told = [f for f in found if f.rule == "own_derivative_of_wrong_loss"]
    assert [f.message for f in told] == ["your dx is the derivative of your loss, which is wrong"]


def test_nothing_is_said_where_neither_can_be_told(place: Path) -> None:
    found = findings(place, "return margins.sum() / len(x), dx / len(x)", "return 0.0")
    assert not [f for f in found if "derivative" in (f.rule or "")]
