"""What a function is given by the student's own earlier one: private caches, and starters."""

from pathlib import Path

import pytest

from grader.audit.right import audit_right
from grader.diagnose.build import Builder
from grader.errors import SpecError
from grader.golden.file import write
from grader.golden.make import make
from grader.golden.reference import read_sources
from grader.grading import grade
from grader.model import ExerciseResult, Result
from grader.paper import public_paper
from grader.submission import Submission
from grader.validate.context import Sheet
from grader.validate.handed_in import reference_faults

ASSIGNMENT = """
assignment: layers
title: Layers with private caches
seed: 5
follow_through: true
exercises:
  - name: affine_forward
    points: 2
    reference: layers.affine_forward
    arguments: [x, w, b]
    outputs: [out, _]
    cases:
      - {name: small, args: [{normal: [4, 3]}, {normal: [3, 2]}, {normal: [2]}]}
  - name: affine_backward
    points: 3
    adapter: after
    after: {exercise: affine_forward, starter: starter.affine_forward}
    reference: layers.affine_backward
    arguments: [dout, cache]
    outputs: [dx, dw, db]
    cases:
      - name: small
        first: [{normal: [4, 3]}, {normal: [3, 2]}, {normal: [2]}]
        args: [{normal: [4, 2]}, {returned: 1}]
      - name: one
        first: [{normal: [1, 3]}, {normal: [3, 5]}, {normal: [5]}]
        args: [{normal: [1, 5]}, {returned: 1}]
"""
REFERENCE = """
def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(0)
"""
STARTER = """
def affine_forward(x, w, b):
    return x @ w + b, (x, w)
"""
OWN_CACHE = """
import numpy as np


class Memory:
    def __init__(self, x, w):
        self.x, self.w, self.f = x, w, lambda d: d


def affine_forward(x, w, b):
    return np.einsum("ij,jk->ik", x, w) + b, Memory(x, w)


def affine_backward(dout, cache):
    return cache.f(dout) @ cache.w.T, cache.x.T @ dout, dout.sum(axis=0)
"""


def made(folder: Path, text: str = ASSIGNMENT, starter: str = STARTER) -> Path:
    """A course with golden values; the folder of its assignment."""
    place = folder / "assignments" / "layers"
    place.mkdir(parents=True)
    (place / "assignment.yaml").write_text(text)
    if starter:
        (place / "starter.py").write_text(starter)
    (folder / "reference").mkdir()
    (folder / "reference" / "layers.py").write_text(REFERENCE)
    sheet = Sheet(place)
    write(
        sheet.assignment,
        sheet.cases,
        make(read_sources(folder), sheet.assignment, sheet.cases),
        {},
        None,
    )
    return place


def graded(place: Path, source: str) -> Result:
    return grade(public_paper(place), Submission("s", {"layers.py": source.encode()}))


def exercise(result: Result, name: str = "affine_backward") -> ExerciseResult:
    return next(e for e in result.exercises if e.name == name)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return made(tmp_path)


@pytest.mark.parametrize("source", [REFERENCE, OWN_CACHE])
def test_any_cache_of_the_students_own_is_right(place: Path, source: str) -> None:
    result = graded(place, source)
    assert result.score == result.max_score == 5


def test_a_private_cache_is_not_frozen_nor_sent(place: Path) -> None:
    text = (place / "golden.json").read_text()
    sheet = Sheet(place)
    frozen = make(read_sources(place.parent.parent), sheet.assignment, sheet.cases)
    assert frozen["affine_forward/small"].expected[1] is None
    assert "starter" not in text


def test_a_wrong_backward_is_wrong_by_itself(place: Path) -> None:
    result = graded(place, REFERENCE.replace("x.T @ dout", "2 * x.T @ dout"))
    found = exercise(result)
    assert found.score == 0
    assert found.cases[0].first_divergence is not None
    assert found.cases[0].first_divergence.key == "dw"


def test_a_right_solution_of_the_courses_has_its_own_cache(place: Path) -> None:
    """What `right/` has is held to the cases with its own forward function, not the reference's."""
    for name, source in (
        ("own", OWN_CACHE),
        ("off", OWN_CACHE.replace("cache.x.T @", "-cache.x.T @")),
    ):
        file = place / "right" / f"{name}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(source)
    sheet, sources = Sheet(place), read_sources(place.parent.parent)
    goldens = make(sources, sheet.assignment, sheet.cases)
    builder = Builder(sources, sheet.assignment, sheet.cases, goldens)
    count, largest, refused = audit_right(builder, sheet.assignment.exercises[1], place)
    assert (count, refused) == (
        2,
        [
            f"right/off.py: affine_backward/{case} is failed, though it is right; correct it, or the case"
            for case in ("small", "one")
        ],
    )
    assert largest < 1e-14


WRONG_FORWARD = REFERENCE.replace("return x @ w + b, (x, w)", "return x @ w + b, (x, 2 * w)", 1)
BROKEN = REFERENCE.replace("return x @ w + b, (x, w)", "raise ValueError('broken')", 1)
UNWRITTEN = REFERENCE.replace("return x @ w + b, (x, w)", "raise NotImplementedError", 1)


@pytest.mark.parametrize("source", [BROKEN, UNWRITTEN])
def test_a_starter_stands_in_for_a_broken_forward(place: Path, source: str) -> None:
    result = graded(place, source)
    assert exercise(result, "affine_forward").score == 0
    found = exercise(result)
    assert (found.status, found.score) == ("passed", 3)
    assert found.cases[0].message == "right, with the course's affine_forward in place of yours"
    assert (found.findings[0].kind, found.findings[0].rule) == (
        "follow_through",
        "right_with_starter",
    )


def test_without_follow_through_it_is_told_and_not_given(tmp_path: Path) -> None:
    place = made(tmp_path, ASSIGNMENT.replace("follow_through: true", "follow_through: false"))
    found = exercise(graded(place, BROKEN))
    assert found.score == 0
    assert "in place of yours" in found.findings[0].message


def test_a_right_forward_lets_nothing_stand_in(place: Path) -> None:
    """The output is right, and the cache, which is nobody's to judge, does not fit backward."""
    found = exercise(graded(place, WRONG_FORWARD))
    assert exercise(graded(place, WRONG_FORWARD), "affine_forward").status == "passed"
    assert found.score == 0


def test_backward_that_is_wrong_with_the_starter_as_well(place: Path) -> None:
    found = exercise(graded(place, BROKEN.replace("dout.sum(0)", "dout.mean(0)")))
    assert found.score == 1.5  # a mean of one row is its sum
    assert found.findings[0].parameters["right"] == 1
    assert "1 of 2 cases" in found.findings[0].message


def test_a_starter_that_does_not_fit_the_reference_is_the_courses_fault(tmp_path: Path) -> None:
    place = made(tmp_path, starter=STARTER.replace("(x, w)", "(w, x)"))
    sheet, sources = Sheet(place), read_sources(tmp_path)
    goldens = make(sources, sheet.assignment, sheet.cases)
    (fault,) = reference_faults(sheet.assignment, sources, sheet.cases, goldens)
    assert fault.startswith(f"{place / 'starter.py'}: affine_backward/small: with starter.affine_")


def test_without_the_starters_file_its_cases_are_not_run(tmp_path: Path) -> None:
    place = made(tmp_path, starter="")
    found = exercise(graded(place, BROKEN))
    assert found.score == 0
    assert "ValueError: broken" in found.cases[0].message


def test_a_forward_that_returns_too_little_is_told(tmp_path: Path) -> None:
    place = made(tmp_path, starter="")
    found = exercise(graded(place, REFERENCE.replace("x @ w + b, (x, w)", "x @ w + b")))
    assert "affine_forward, whose result this is given, must return at least 2" in str(
        [case.message for case in found.cases] + [f.message for f in found.findings]
    )


def test_the_starter_comes_when_all_else_was_answered(place: Path) -> None:
    """What a submission can find of it is too late for the exercise that it answers."""
    thief = """
import gc


def _stolen():
    for thing in gc.get_objects():
        if isinstance(thing, dict) and isinstance(thing.get("source"), bytes):
            space = {}
            exec(thing["source"], space)
            return space["affine_forward"]
        if callable(thing) and getattr(thing, "__module__", "") == "starter":
            return thing
    raise LookupError("nothing there")


def affine_forward(x, w, b):
    return _stolen()(x, w, b)


def affine_backward(dout, cache):
    return dout, dout, dout
"""
    result = graded(place, thief)
    assert result.score == 0
    assert "LookupError" in exercise(result, "affine_forward").cases[0].message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("exercise: affine_forward,", "exercise: affine_forwards,", "did you mean 'affine_forward'?"),
        ("starter.affine_forward}", "../starter}", "starter: expected file.function"),
        ("    after: {exercise: affine_forward, starter: starter.affine_forward}\n", "",
         "needs `after: {exercise: NAME}`"),
        ("first: [{normal: [4, 3]}, {normal: [3, 2]}, {normal: [2]}]", "first: 3", "must be a list"),
    ],
)  # fmt: skip
def test_faults_of_the_yaml_are_told(place: Path, old: str, new: str, words: str) -> None:
    file = place / "assignment.yaml"
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))
    with pytest.raises(SpecError) as caught:
        public_paper(place)
    assert words in str(caught.value)
