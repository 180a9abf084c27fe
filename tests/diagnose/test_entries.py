"""Rules on the entries that are off: where they speak, and where they must not."""

from typing import Any

import numpy as np
from looks import look, looks, rule_of

from grader.diagnose.entries import factor_of_entries, limited, off_by_one_size, where_input, zeros
from grader.diagnose.evidence import Evidence, Statement

X = np.array([[-3.0, 2.0, 0.5], [4.0, -1.0, 1.5]])
E = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def given(got: np.ndarray, x: np.ndarray = X, expected: np.ndarray = E) -> Any:
    return look(expected, got, args=[x], names=["x"])


def test_what_is_off_is_where_an_input_is_negative() -> None:
    x = np.array([-3.0, 2.0, -0.5, 4.0, -1.0, 1.5])
    e = np.arange(1.0, 7.0)
    said = where_input(Evidence([given(np.where(x < 0, e + 1, e), x, e)]))
    assert said == Statement("where_input", {"name": "x", "sort": "negative"})
    large = where_input(Evidence([given(np.where(abs(x) > 1.8, e + 1, e), x, e)]))
    assert large == Statement("where_input", {"name": "x", "sort": "large"})


def test_an_input_says_nothing_where_others_like_it_are_right() -> None:
    x = np.array([-3.0, 2.0, -0.5, 4.0, -1.0, -1.5, -0.3])
    e = np.arange(1.0, 8.0)
    off = np.array([1, 0, 1, 0, 1, 0, 0])
    assert where_input(Evidence([given(e + off, x, e)])) is None
    right = given(e, np.array([-1.0, -2.0, -3.0, -4.0, 1.0, 2.0, 3.0]), e)
    wrong = given(np.where(x < 0, e + 1, e), x, e)
    assert where_input(Evidence([wrong, right])) is None, "they are right in another case"
    rest = np.array([0.0, 0.0, 0.0, -0.1, 0.2, 5.0, -7.0])
    off = given(np.where(rest, e + 1, e), rest, e)
    assert where_input(Evidence([off])) is None, "all but zeros are not large"
    assert where_input(Evidence([given(E + (X < 0))])) is None, "two entries are chance"
    assert where_input(Evidence([look(E, E + (X < 0), args=[X[0]], names=["x"])])) is None


def test_some_entries_have_a_factor() -> None:
    off = np.array([[1, 0, 1], [0, 1, 0]], bool)
    said = factor_of_entries(looks((E, np.where(off, 3 * E, E))))
    assert said == Statement("factor_of_entries", {"factor": 3.0})
    assert rule_of(factor_of_entries(looks((E, np.where(off, -E, E))))) == "sign_of_entries"


def test_other_entries_have_none() -> None:
    off = np.array([[1, 0, 1], [0, 1, 0]], bool)
    assert factor_of_entries(looks((E, np.where(off, E**2, E)))) is None
    assert factor_of_entries(looks((E, 3 * E))) is None, "all of them: that is told otherwise"
    assert factor_of_entries(looks((E, np.where(off, 0, E)))) is None
    one = np.array([[1, 0, 0], [0, 0, 0]], bool)
    assert factor_of_entries(looks((E, np.where(one, 3 * E, E)))) is None


def test_all_that_is_off_is_off_by_one_size() -> None:
    up_and_down = np.array([[1, 0, -1], [0, 1, -1]])
    cases = [look(E, E + up_and_down / m, args=[np.zeros(m)]) for m in (4, 5)]
    said = off_by_one_size(Evidence(cases))
    assert said is not None
    assert (said.rule, said.parameters["quantity"]["kind"]) == ("off_by_one_over", "examples")
    cases = [look(E, E + up_and_down * size) for size in (0.3, 0.7)]
    assert rule_of(off_by_one_size(Evidence(cases))) == "off_by_one_size"


def test_sizes_that_differ() -> None:
    assert off_by_one_size(looks((E, E + np.array([[1, 0, -2], [0, 1, -1]])), (E, E + E))) is None
    assert off_by_one_size(looks((E, E + 1), (E, E + 1))) is None, "everywhere: that is `added`"
    one = (E, E + np.array([[1, 0, -1], [0, 1, -1]]))
    assert off_by_one_size(looks(one)) is None


def test_what_is_too_large_is_cut_off() -> None:
    said = limited(looks((E, np.minimum(E, 2.5))))
    assert said == Statement("limited", {})
    run = np.array([[0.0, 0, 0], [3, -2, 0.5], [5, 5, 5]])
    got = run.copy()
    got[1:] = [[1, -1, 0.5], [2, 2, 2]]
    said = limited(Evidence([look(run, got, "run"), look(run, got, "run")]))
    assert said == Statement("limited", {"part": "first_step"})


def test_what_is_not_cut_off() -> None:
    assert limited(looks((E, np.where(E > 2.5, 7.0, E)))) is None, "they become larger"
    assert limited(looks((E, np.where(E > 2.5, E - 1, E)))) is None
    assert limited(looks((E, np.full(E.shape, 0.5)))) is None, "nothing is right"
    assert limited(looks((E, np.where(E > 2.5, -2.5, E)))) is None
    history = {"losses": np.array([5.0, 4.0, 3.0, 1.0])}
    cut = {"losses": np.minimum(history["losses"], 2.0)}
    assert limited(Evidence([look(history, cut, "run")])) is None, "rows in time"


def test_what_is_off_is_zero_or_should_be() -> None:
    off = np.array([[1, 0, 1], [0, 1, 0]], bool)
    holes = np.where(off, 0.0, E)
    assert rule_of(zeros(looks((E, holes)))) == "zeros"
    assert rule_of(zeros(looks((holes, E)))) == "not_zeros"
    assert zeros(looks((E, holes), (E, E + 1))) is None
    assert zeros(looks((np.zeros(4), np.ones(4)))) is None, "nothing but zeros was expected"
