"""Answers by hand that fit each other given one slip keep the points of what follows from it."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from grader.errors import EditError
from grader.golden.reference import read_sources
from grader.golden.slips import slip_of
from grader.grading import grade
from grader.model import ExerciseResult
from grader.paper import Paper, public_paper
from grader.submission import Submission
from grader.validate.context import Sheet
from grader.validate.sound import soundness

pytestmark = pytest.mark.slow

COURSE = Path(__file__).resolve().parents[2]
FOLDER = COURSE / "assignments" / "worked_example"
POINTS, EACH = 10.0, 0.5
X, W = (1, 2), (2, 1, 1, -2, 1, 2, -1, 3, 2)


def calculated(**given: float) -> dict[str, float]:
    """The network of the hand-out, by hand; what is `given` is taken for what was calculated."""
    u: dict[str, float] = {}

    def note(name: str, value: float) -> float:
        return u.setdefault(name, given.get(name, value))

    for k in (1, 2, 3):
        i = note(f"i{k}", W[2 * k - 2] * X[0] + W[2 * k - 1] * X[1])
        note(f"h{k}", max(i, 0))
    o = note("o", sum(W[5 + k] * u[f"h{k}"] for k in (1, 2, 3)))
    note("L", (o - 3) ** 2)
    do = note("dL/do", 2 * (o - 3))
    for k in (1, 2, 3):
        note(f"dL/dw{6 + k}", do * u[f"h{k}"])
        dh = note(f"dL/dh{k}", do * W[5 + k])
        di = note(f"dL/di{k}", dh * (u[f"i{k}"] > 0))
        note(f"dL/dw{2 * k - 1}", di * X[0])
        note(f"dL/dw{2 * k}", di * X[1])
    for n in (0, 1):
        note(f"dL/dx{n + 1}", sum(u[f"dL/di{k}"] * W[2 * k - 2 + n] for k in (1, 2, 3)))
    return {name: value for name, value in u.items() if name[0] not in "ih"}


def graded(answers: Mapping[str, float], paper: Paper | None = None) -> ExerciseResult:
    source = f"inf, nan = float('inf'), float('nan')\nANSWERS = {dict(answers)!r}\n"
    submission = Submission("s", {"worked_example.py": source.encode()})
    (found,) = grade(paper or public_paper(FOLDER, ["ANSWERS"]), submission).exercises
    return found


def told(result: ExerciseResult) -> dict[str, float]:
    """The slip that is told, with its value."""
    found = [f.parameters for f in result.findings if f.rule == "right_given_slip"]
    return {p["slip"]: p["value"] for p in found}


def test_right_answers_have_no_slip() -> None:
    result = graded(calculated())
    assert (result.score, result.findings) == (POINTS, ())


@pytest.mark.parametrize("given", [{"dL/do": 5.0}, {"o": 7.0}, {"dL/di1": 5.0}, {"dL/do": -2.5}])
def test_a_slip_costs_its_own_points_alone(given: dict[str, float]) -> None:
    result = graded(calculated(**given))
    assert told(result) == given
    assert result.score == POINTS - EACH
    (name,) = given
    lost = {case.name for case in result.cases if case.status != "passed"}
    assert lost == {name}
    assert f"fit each other with {name} = {given[name]:.6g}" in result.findings[-1].message
    assert f"right, given your {name}" in {case.message for case in result.cases}


@pytest.mark.parametrize("given", [{"h2": 3.0}, {"h3": -4.0}, {"i2": 1.5}])
def test_a_quantity_that_is_not_asked_for_costs_the_answer_that_shows_it(
    given: dict[str, float],
) -> None:
    result = graded(calculated(**given))
    assert told(result) == given
    assert len([case for case in result.cases if case.status != "passed"]) >= 1
    assert result.score <= POINTS - EACH


def test_beside_a_known_mistake_the_slip_is_told_as_well() -> None:
    result = graded(calculated(**{"dL/do": 3.0}))
    assert [f.mistake for f in result.findings] == ["ans_no_two", None]
    assert told(result) == {"dL/do": 3.0}
    assert result.score == POINTS - EACH


@pytest.mark.parametrize(
    "more",
    [
        {"dL/dx2": 1.0},  # wrong by itself
        {"dL/dw9": 30.0},  # right by itself, and so it does not follow from the slip
        {"L": 4.0},
    ],
)
def test_a_second_mistake_that_does_not_follow(more: dict[str, float]) -> None:
    answers = calculated(**{"dL/do": 5.0}) | more
    result = graded(answers)
    assert told(result) == {}
    right = calculated()
    assert result.score == EACH * sum(answers[name] == right[name] for name in right)


@pytest.mark.parametrize("value", [0.0, float("nan"), float("inf"), 1e300, 1e7])
def test_a_value_that_makes_everything_easy_wins_nothing(value: float) -> None:
    """All that follows is 0, or nan, or lost in rounding."""
    answers = calculated(**{"dL/do": value})
    result = graded(answers)
    assert told(result) == {}
    right = calculated()
    assert result.score == EACH * sum(answers[name] == right[name] for name in right)


def test_zeros_that_follow_keep_no_points() -> None:
    answers = calculated(h1=0.0)  # dL/dw7 is 0 then, and should be 24
    result = graded(answers)
    assert told(result) == {"h1": 0.0}
    lost = {case.name for case in result.cases if case.status != "passed"}
    assert "dL/dw7" in lost
    assert result.score == POINTS - 2 * EACH


def test_what_was_left_out_says_nothing_and_has_no_points() -> None:
    answers = calculated(**{"dL/do": 5.0})
    del answers["dL/dx1"]
    result = graded(answers)
    assert told(result) == {"dL/do": 5.0}
    assert result.score == POINTS - 2 * EACH


def test_one_wrong_number_is_no_pattern() -> None:
    assert told(graded(calculated() | {"dL/do": 5.0})) == {}
    assert told(graded(calculated() | {"dL/dw1": 5.0, "dL/dw2": 7.0})) == {}


def test_without_the_reference_nothing_is_claimed() -> None:
    """As in the package that students have at home."""
    paper = public_paper(FOLDER, ["ANSWERS"])
    paper.slips = {}
    result = graded(calculated(**{"dL/do": 5.0}), paper)
    assert told(result) == {}
    assert result.score < POINTS / 2


def test_it_is_told_only_where_the_assignment_does_not_follow_through() -> None:
    paper = public_paper(FOLDER, ["ANSWERS"])
    paper.assignment = msgspec.structs.replace(paper.assignment, follow_through=False)
    result = graded(calculated(**{"dL/do": 5.0}), paper)
    assert told(result) == {"dL/do": 5.0}
    assert result.score < POINTS / 2


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("worked_example.forward.z", "no statement binds 'z'"),
        ("worked_example.sideways.z", "has no 'worked_example.sideways'"),
        ("elsewhere.forward.h1", "has no 'elsewhere.forward'"),
    ],
)
def test_a_quantity_that_the_reference_does_not_have(variable: str, words: str) -> None:
    paper = public_paper(FOLDER, ["ANSWERS"])
    exercise = msgspec.structs.replace(paper.exercises[0], slips={"q": variable})
    with pytest.raises(EditError, match=words):
        slip_of(exercise, "q", read_sources(COURSE), paper.cases)


def test_validate_names_the_quantity_with_its_line() -> None:
    sheet = Sheet(FOLDER)
    sources = read_sources(COURSE)
    checks = dict(soundness(COURSE, sheet, sources))
    assert checks["assignment.yaml"]() == []
    forward = sources["worked_example.py"].replace(b"    o = w7", b"    p = o = w7")
    forward = forward.replace(b"h1, h2, h3 = max", b"h3 = 0\n    h1, h2, h3 = max")
    checks = dict(soundness(COURSE, sheet, {**sources, "worked_example.py": forward}))
    (problem,) = checks["assignment.yaml"]()
    assert "ANSWERS: h3: 2 statements bind 'h3'" in problem.wrong
    assert "assignment.yaml:" in problem.place


def test_every_quantity_with_its_right_value_changes_nothing() -> None:
    paper = public_paper(FOLDER, ["ANSWERS"])
    right = {"i1": 4, "i2": -3, "i3": 5, "h1": 4, "h2": 0, "h3": 5, **calculated()}
    golden = {case.spec.name: paper.golden(case).expected for case in paper.cases}
    assert len(paper.slips["ANSWERS"]) == 14
    for slip in paper.slips["ANSWERS"]:
        found = slip.answers(right[slip.quantity])
        assert {name: outcome.value for name, outcome in found.items()} == golden
