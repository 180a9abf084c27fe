"""Signatures: equal within the tolerance, apart beyond it, and blind to nothing that matters."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.diagnose.signature import PROJECTIONS, Signature, signature, weights
from grader.model import Case, CaseSpec, Exercise, Fault, Outcome
from grader.runner.codec import encode

TOLERANCE = 1e-10


def case(adapter: str = "function") -> Case:
    exercise = Exercise(name="f", points=1, reference="m.f", adapter=adapter)  # type: ignore[arg-type]
    return Case(exercise, CaseSpec(name="c"), encode({"args": []}))


def of(expected: object, value: object, adapter: str = "function") -> Signature:
    outcome = Outcome(case="f/c", status="value", answer=value)
    return signature(case(adapter), expected, outcome, ())


def alike(a: Signature, b: Signature) -> bool:
    near = np.all(np.abs(a.numbers - b.numbers) <= TOLERANCE * a.size)
    return a.form == b.form and bool(near)


EXPECTED = np.linspace(-2.0, 3.0, 12).reshape(3, 4)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(1e-6, 1e6))
def test_within_the_tolerance_is_alike_and_beyond_is_not(seed: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    answer = scale * rng.normal(size=(3, 4))
    noise = rng.uniform(-1, 1, size=(3, 4)) * np.max(np.abs(answer))
    assert alike(of(EXPECTED, answer), of(EXPECTED, answer + 0.9 * TOLERANCE * noise))
    assert not alike(of(EXPECTED, answer), of(EXPECTED, answer + 1e-5 * noise))


def test_weights_have_an_l1_norm_of_one_and_are_the_same_everywhere() -> None:
    drawn = weights("dW", (3, 2))
    assert drawn.shape == (PROJECTIONS, 6)
    np.testing.assert_allclose(np.sum(np.abs(drawn), axis=1), 1.0, rtol=1e-15)
    # Frozen: fingerprints that are out there must stay readable.
    assert float(drawn[0, 0]) == pytest.approx(0.09569720094319421, abs=1e-15)


@pytest.mark.parametrize(
    "other",
    [
        EXPECTED.T, EXPECTED.reshape(-1), EXPECTED.astype(np.float32), EXPECTED.tolist(), None, "text",
        np.where(EXPECTED > 2.5, np.nan, EXPECTED), np.where(EXPECTED > 2.5, np.inf, EXPECTED),
        [EXPECTED], {"a": EXPECTED}, EXPECTED > 0, EXPECTED.astype(np.complex128), 1.5, -EXPECTED,
    ],
    ids=lambda v: type(v).__name__ + str(getattr(v, "dtype", "")) + str(getattr(v, "shape", "")),
)  # fmt: skip
def test_another_form_is_another_signature(other: object) -> None:
    assert not alike(of(EXPECTED, EXPECTED), of(EXPECTED, other))


def test_where_nan_and_infinity_stand_is_part_of_the_form() -> None:
    a, b, c = (np.array(v) for v in ([np.nan, 1.0, 2.0], [1.0, np.nan, 2.0], [np.inf, 1.0, 2.0]))
    forms = {of(np.ones(3), value).form for value in (a, b, c)}
    assert len(forms) == 3
    assert alike(of(np.ones(3), a), of(np.ones(3), a.copy()))


def test_more_keys_than_asked_and_their_order_do_not_matter() -> None:
    expected = {"b": 1.0, "a": 2.0}
    assert alike(of(expected, {"a": 2.0, "b": 1.0}), of(expected, {"b": 1, "c": 7.0, "a": 2.0}))
    assert not alike(of(expected, {"a": 2.0}), of(expected, {"a": 2.0, "b": 1.0}))


def test_kinds_of_numbers_are_one_kind() -> None:
    assert alike(of(2.0, 3), of(2.0, np.float64(3.0)))
    assert alike(of(2.0, 3.0), of(2.0, np.array(3.0)))
    assert not alike(of(2.0, 3.0), of(2.0, np.array([3.0])))


def test_a_run_is_measured_by_the_way_walked() -> None:
    """A large theta must not hide what happens in small steps."""
    start = np.array([1e9, -1e9])
    steps = np.array([[0.0, 0.0], [1e-3, 2e-3], [2e-3, 5e-3]])
    run = {"theta": [[start + s] for s in steps], "state": []}
    other = {"theta": [[start + 1.01 * s] for s in steps], "state": []}
    expected = {"theta": [start + steps]}
    assert not alike(of(expected, run, "steps"), of(expected, other, "steps"))


def test_exceptions_match_by_type_and_words_but_not_by_numbers() -> None:
    def raised(kind: str, message: str) -> int:
        fault = Fault(kind, message)
        outcome = Outcome(case="f/c", status="error", fault=fault)
        return signature(case(), EXPECTED, outcome, ()).form

    first = raised("IndexError", "index 5 is out of bounds for axis 0 with size 5")
    assert first == raised("IndexError", "index 40 is out of bounds for axis 0 with size 40")
    assert first != raised("IndexError", "list index out of range")
    assert first != raised("ValueError", "index 5 is out of bounds for axis 0 with size 5")
    timeout = Outcome(case="f/c", status="timeout")
    assert signature(case(), EXPECTED, timeout, ()).form != first


def test_what_is_much_too_large_costs_no_time() -> None:
    """A form of its own, and no weights are drawn for it."""
    weights.cache_clear()
    for value in ([0.5] * 100_000, np.ones(3_000_000), [np.ones(30_000)] * 5):
        found = of(EXPECTED, value)
        assert np.all(found.numbers == 0)
    assert weights.cache_info().currsize < 500


def test_breaches_of_contract_are_told_apart_by_manners_only() -> None:
    outcome = Outcome(case="f/c", status="value", answer=EXPECTED)
    good = signature(case(), EXPECTED, outcome, ())
    bad = signature(case(), EXPECTED, outcome, ("argument_changed",))
    assert good.form == bad.form
    assert good.manners != bad.manners
