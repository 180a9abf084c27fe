"""A constant of a known mistake is solved for on one case, and must fit all the others."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from grader.audit.constants import audit_constants
from grader.diagnose.build import Builder
from grader.diagnose.constants import _root
from grader.golden.families import Variants, family_of
from grader.golden.file import read
from grader.golden.reference import read_sources
from grader.grading import grade
from grader.model import Constant, Edit, ExerciseResult, Finding, Mistake
from grader.model.variants import Family
from grader.paper import public_paper
from grader.submission import Submission
from grader.validate.context import Sheet
from grader.wording.findings import without_place

COURSE = Path(__file__).resolve().parents[2]
HEAD = "import numpy as np\n"


def first(assignment: str, source: str, name: str) -> Finding:
    paper = public_paper(COURSE / "assignments" / assignment, [name])
    result = grade(paper, Submission("s", {f"{assignment}.py": (HEAD + source).encode()}))
    (found,) = result.exercises
    assert isinstance(found, ExerciseResult)
    return found.findings[0]


@pytest.mark.parametrize(
    "function",
    [
        lambda c: c - 0.31,
        lambda c: np.exp(500 * c) - np.exp(500 * 0.31),
        lambda c: np.tanh(1e6 * (c - 0.31)),
        lambda c: (c - 0.31) ** 9,
        lambda c: -1.0 if c < 0.31 else 1e12,
    ],
)
@pytest.mark.parametrize("low", [0.0, 1e-8])
def test_a_root_is_found_however_steep_the_way_there_is(
    function: Callable[[float], float], low: float
) -> None:
    root = _root(function, (low, function(low)), (1.0, function(1.0)))
    assert root == pytest.approx(0.31, rel=1e-2 if abs(function(0.3101)) < 1e-20 else 1e-12)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("assignment", "name", "source", "mistake", "constant"),
    [
        ("activations", "relu", "def relu(x): return np.where(x > 0, x, 0.07 * x)", "relu_leaky", 0.07),
        ("activations", "softmax",
         "def softmax(z):\n e = np.exp((z - z.max(-1, keepdims=True)) / 3.5)\n"
         " return e / e.sum(-1, keepdims=True)", "softmax_temperature", 3.5),
        ("losses", "nll",
         "def nll(p, gold): return -np.mean(np.log(p[np.arange(len(gold)), gold] + 3.3e-4))",
         "nll_eps", 3.3e-4),
        ("losses", "entropy", "def entropy(p): return -np.sum(p * np.log(p + 1e-5))", "ent_eps", 1e-5),
        ("losses", "binary_cross_entropy",
         "def binary_cross_entropy(p, y):\n e = 2e-6\n"
         " return -np.mean(y * np.log(p + e) + (1 - y) * np.log(1 - p + e))", "bce_eps", 2e-6),
    ],
)  # fmt: skip
def test_the_constant_is_told(
    assignment: str, name: str, source: str, mistake: str, constant: float
) -> None:
    finding = first(assignment, source, name)
    assert (finding.rule, finding.mistake) == ("mistake_with_constant", mistake)
    assert finding.parameters["constant"] == constant, "as it is written, not as it was solved"
    assert f"{constant:.6g}" in finding.message


@pytest.mark.slow
def test_a_constant_that_an_answer_alone_tells_is_told_as_such() -> None:
    """Something else is off by less than it: not all of its digits are known."""
    source = (
        "def nll(p, gold):\n    p = np.clip(p, 1e-12, 1 - 1e-12)\n"
        "    return -np.mean(np.log(p[np.arange(len(gold)), gold] + 1e-9))"
    )
    finding = first("losses", source, "nll")
    assert (finding.rule, finding.mistake) == ("mistake_with_constant_about", "nll_eps")
    assert finding.parameters["constant"] == 1e-9
    assert "about 1e-09" in finding.message
    assert without_place(finding) == finding.parameters["hint"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("assignment", "name", "source"),
    [
        # no constant: it grows with the entry
        ("activations", "relu", "def relu(x): return np.where(x > 0, x, 0.07 * x * x)"),
        # two constants
        ("losses", "entropy",
         "def entropy(p): return -np.sum(p * np.log(p + 1e-4)) * (1 + 1e-3)"),
        # a constant that differs from case to case
        ("losses", "nll",
         "def nll(p, gold): return -np.mean(np.log(p[np.arange(len(gold)), gold] + 1e-3 / len(gold)))"),
        # out of the range
        ("activations", "relu", "def relu(x): return np.where(x > 0, x, 1.7 * x)"),
    ],
)  # fmt: skip
def test_what_no_constant_explains_has_none(assignment: str, name: str, source: str) -> None:
    assert "constant" not in first(assignment, source, name).parameters


@pytest.mark.slow
def test_the_same_mistake_without_a_reference_is_not_named(tmp_path: Path) -> None:
    paper = public_paper(COURSE / "assignments" / "activations", ["relu"])
    paper.families = {}
    source = HEAD + "def relu(x): return np.where(x > 0, x, 0.07 * x)"
    (found,) = grade(paper, Submission("s", {"activations.py": source.encode()})).exercises
    assert found.findings[0].mistake is None


def leaky(low: float = 1e-4, with_: str = "np.maximum(x, {c} * x)") -> Mistake:
    edit = Edit(where="activations.relu", replace="np.maximum(x, 0.0)", with_=with_)
    own = Edit(where="activations.relu", replace="np.maximum(x, 0.0)", with_="0.0 * x")
    constant = Constant(edits=(edit,), low=low, high=0.9)
    return Mistake(id="leaky", exercise="relu", edits=(own,), constant=constant)


def family(mistake: Mistake) -> Family:
    assignment = public_paper(COURSE / "assignments" / "activations").assignment
    found = family_of(assignment, mistake, read_sources(COURSE))
    assert found is not None
    return found


def test_a_family_answers_for_any_constant() -> None:
    paper = public_paper(COURSE / "assignments" / "activations", ["relu"])
    with Variants(family(leaky())) as variants:
        for constant in (0.1, 0.25):
            case = paper.cases[0]
            (x,) = case.payload["args"]
            found = variants.answer(case, constant).value
            assert np.array_equal(found, np.maximum(x, constant * x))


def test_a_family_has_its_own_function_and_no_other() -> None:
    assert [name for name in family(leaky()).files if name != "__init__.py"] == ["activations.py"]
    assert b"softmax" not in family(leaky()).files["activations.py"]


def test_audit_says_which_constant_is_not_found_again() -> None:
    sheet = Sheet(COURSE / "assignments" / "activations")
    frozen = read(sheet.folder)
    goldens = {case.id: frozen.golden(case) for case in sheet.cases}
    builder = Builder(read_sources(COURSE), sheet.assignment, sheet.cases, goldens)
    exercise = sheet.assignment.exercise("relu")
    try:
        good, none = audit_constants(builder, exercise, [leaky()])
        assert (good.of, good.caught, good.found, none) == (5, 5, 5, [])
        # two constants give the same answers: the wrong one is told
        lost = leaky(low=-0.9, with_="np.maximum(x, {c} ** 2 * x)")
        found, faults = audit_constants(builder, exercise, [lost])
        assert found.found < found.caught
        assert (
            "a constant is not found again: mistake leaky with 0.313, -0.3132 is told" in faults[0]
        )
        _, faults = audit_constants(builder, exercise, [leaky(with_="np.maximum(x, 0.1 * x)")])
        assert "no edit of `constant` has {c}" in faults[0]
    finally:
        builder.close()
