"""Comparison: form first, then normwise, and nan is never near."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.adapters import load
from grader.compare import judge
from grader.leaves import Leaf, Misfit, first_step, measure
from grader.model import Breach, Case, CaseSpec, Exercise, Golden, Outcome
from grader.runner.codec import Foreign, encode

PLAIN = Exercise(name="f", points=1, reference="m.f")
CASE = Case(PLAIN, CaseSpec(name="c"), encode({}))


def verdict(expected: Any, got: Any, **golden: Any) -> Any:
    outcome = Outcome(case="f/c", status="value", answer=got)
    return judge(CASE, Golden(expected, **golden), outcome, 1e-10)


@pytest.mark.parametrize(
    ("expected", "got", "words"),
    [
        (np.zeros(3), np.zeros((3, 1)), "has shape (3, 1), expected (3,)"),
        (np.zeros(3), [0.0, 0.0, 0.0], "must be a numpy array of shape (3,), got a list"),
        (np.zeros(3), None, "is a `return` missing"),
        (np.zeros(3), 0.0, "got 0.0"),
        (np.zeros(3), np.zeros(3, np.float32), "dtype float32, expected float64"),
        (np.zeros(3), np.zeros(3, np.int64), "dtype int64, expected float64"),
        (np.zeros(3), Foreign("Same", "x"), "got a Same (x)"),
        (np.zeros(3, np.int64), np.zeros(3), "dtype float64, expected integers"),
        (1.0, np.ones(1), "must be one number, got an array of shape (1,)"),
        (1.0, np.ones((), np.float32), "dtype float32"),
        (1.0, True, "must be a number, got True"),
        (1.0, "1.0", "must be a number, got a str"),
        (1.0, 1j, "must be a number"),
        ([1.0, 2.0], [1.0], "must be a list of 2, got 1 entries"),
        ([1.0, 2.0], np.ones(2), "must be a list of 2"),
        ({"a": 1.0}, {"b": 1.0}, "lacks the key 'a'"),
        ({"a": 1.0}, [1.0], "must be a dict"),
        ("adam", "sgd", "is 'sgd', expected 'adam'"),
    ],
)
def test_form(expected: Any, got: Any, words: str) -> None:
    found = verdict(expected, got)
    assert found.status == "failed"
    assert words in found.message


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (1.0, 1),
        (1.0, np.array(1.0)),
        (1.0, np.array(1, np.int32)),
        ([1.0, np.zeros(2)], (1.0, np.zeros(2))),
        ({"a": 1.0}, {"a": 1.0, "more": None}),
        (np.array([1, 2]), np.array([1, 2], np.int32)),
        (np.array([np.nan, np.inf, -np.inf, 1.0]), np.array([np.nan, np.inf, -np.inf, 1.0])),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        ("adam", "adam"),
    ],
)
def test_what_is_accepted(expected: Any, got: Any) -> None:
    assert verdict(expected, got).status == "passed"


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize(
    "expected", [np.array([1.0, 2.0]), np.array([np.nan, 2.0]), np.array([np.inf, 2.0])]
)
def test_nan_and_inf_must_stand_where_they_are_expected(expected: np.ndarray, wrong: float) -> None:
    got = expected.copy()
    got[1] = wrong
    assert verdict(expected, got).status == "failed"
    assert verdict(got, expected).status == "failed"


@given(st.floats(1e-300, 1e300), st.floats(1e-9, 1e-3))
def test_the_tolerance_is_relative_to_the_largest_entry(size: float, error: float) -> None:
    expected = np.array([size, size / 1e6, 0.0])
    assert verdict(expected, expected + np.array([0, 0, 1e-12 * size])).status == "passed"
    assert verdict(expected, expected + np.array([0, error * size, 0])).status == "failed"


def test_zeros_are_compared_on_the_scale_of_the_case() -> None:
    assert verdict(np.zeros(2), np.full(2, 1e-11)).status == "passed"
    assert verdict(np.zeros(2), np.full(2, 1e-9)).status == "failed"


def test_small_gradients_are_not_swallowed() -> None:
    expected = np.array([1e-12, 2e-12])
    assert verdict(expected, expected * 1.001).status == "failed"


def test_a_run_is_compared_by_its_displacement() -> None:
    start = np.full((1, 2), 1e6)
    expected = start + np.array([[0.0, 0], [1e-3, 0], [2e-3, 0]])
    got = start + np.array([[0.0, 0], [1e-3, 0], [2e-3 * (1 + 1e-6), 0]])
    assert not measure(Leaf("theta", expected, got, run=True), 1e-8, 1.0).within
    assert measure(Leaf("theta", expected, got), 1e-8, 1.0).within
    assert first_step(Leaf("theta", expected, got, run=True), 1e-8, 1.0) == 2


def test_the_place_and_the_numbers_are_named() -> None:
    expected = np.array([[1.0, 2.0], [3.0, 4.0]])
    got = expected.copy()
    got[1, 0] = 3.5
    found = verdict(expected, got)
    assert found.message == "entry [1, 0] is 3.5, expected 3 (1 of 4 entries are off)"
    assert found.first_divergence.index == (1, 0)
    assert (found.expected, found.got) == ([[1.0, 2.0], [3.0, 4.0]], [[1.0, 2.0], [3.5, 4.0]])
    assert found.error.max_abs == 0.5
    assert found.error.max_rel == 0.125


def test_numbers_that_look_alike_get_more_digits() -> None:
    assert "0.1000000002, expected 0.1" in verdict(0.1, 0.1000000002).message


def test_an_accepted_variant_passes_and_is_told() -> None:
    found = verdict(np.array([0.0]), np.array([1.0]), accepted={"relu_grad_ge": np.array([1.0])})
    assert found.status == "passed"
    assert found.accepted == "relu_grad_ge"
    assert (
        verdict(np.array([0.0]), np.array([0.5]), accepted={"relu_grad_ge": np.array([1.0])}).status
        == "failed"
    )


def test_torch_has_a_verdict_of_its_own() -> None:
    found = verdict(1.0, 2.0, torch=2.0)
    assert found.status == "failed"
    assert found.torch.status == "passed"
    assert verdict(1.0, 1.0, torch=1.1).torch.status == "failed"


def test_a_breach_fails_what_the_numbers_would_pass() -> None:
    for outcome, slug in [
        (
            Outcome(case="c", status="value", answer=1.0, breaches=(Breach("argument_changed"),)),
            "argument_changed",
        ),
        (Outcome(case="c", status="value", answer=1.0, again=2.0), "state_leaked"),
    ]:
        found = judge(CASE, Golden(1.0), outcome, 1e-10)
        assert found.status == "failed"
        assert found.contract == (slug,)


def test_a_second_answer_that_rounds_otherwise_is_no_breach() -> None:
    outcome = Outcome(case="c", status="value", answer=1.0, again=1.0 + 1e-15)
    assert judge(CASE, Golden(1.0), outcome, 1e-10).status == "passed"


def test_invented_breaches_are_ignored() -> None:
    outcome = Outcome(case="c", status="value", answer=1.0, breaches=(Breach("made_up"),))
    assert judge(CASE, Golden(1.0), outcome, 1e-10).status == "passed"


GRAPH = Exercise(name="g", points=1, reference="m.g", adapter="graph", backwards=True)


def test_a_graph_names_its_node() -> None:
    nodes = [("in", []), ("square", [0]), ("exp", [1])]
    case = Case(GRAPH, CaseSpec(name="c"), encode({"args": [nodes, [1.0]]}))
    outcome = Outcome(case="g/c", status="value", answer=np.array([9.0, 9.0, 1.0]))
    found = judge(case, Golden(np.array([2.0, 3.0, 1.0])), outcome, 1e-10)
    assert found.first_divergence is not None
    assert found.first_divergence.node == 1
    assert "node 1 (square) is 9, expected 3" in found.message


STEPS = Exercise(name="s", points=1, reference="m.s", adapter="steps")


def steps_value(theta: list[float], v: list[float]) -> dict[str, Any]:
    return {
        "theta": [[np.array([x])] for x in theta],
        "state": [{"v": [np.array([x])]} for x in v],
    }


def test_a_run_names_its_first_step_and_state() -> None:
    case = Case(STEPS, CaseSpec(name="c"), encode({}))
    golden = Golden(
        {"theta": [np.array([[0.0], [1.0], [2.0]])], "state": {"v": [np.array([[1.0], [1.0]])]}}
    )
    outcome = Outcome(case="s/c", status="value", answer=steps_value([0.0, 1.0, 3.0], [1.0, 2.0]))
    found = judge(case, golden, outcome, 1e-10)
    assert found.first_divergence is not None
    assert (found.first_divergence.step, found.first_divergence.state) == (2, "v")
    assert (
        found.message
        == "off from step 2 on: theta[0][0] is 3, expected 2; your v is off at that step, too"
    )


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[np.zeros(1)]],
        [[np.zeros(1)]] * 2 + [None],
        [[np.zeros(1)]] * 2 + [[np.zeros(2)]],
        [[]] * 3,
        7,
    ],
)
def test_a_run_that_is_no_run(rows: Any) -> None:
    with pytest.raises(Misfit):
        load("steps").pair(STEPS, {"theta": [np.zeros((3, 1))]}, {"theta": rows})
