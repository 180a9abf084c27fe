"""Rules on the answer as a whole, and on its rows: where they speak, and where they must not."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from looks import look, looks, rule_of

from grader.diagnose.evidence import Evidence, Statement
from grader.diagnose.relations import (
    FUNCTIONS,
    count,
    exchanged,
    factor_of_each_case,
    function_of,
    negative,
    plus_quantity,
    product,
    rounded_off,
    running,
)
from grader.diagnose.rows import (
    added_to_rows,
    alike_entries,
    one_line,
    order_of_all,
    order_of_rows,
    sums_of_rows,
)

E = np.array([0.1, 0.7, 0.4, 0.25])
M = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2], [0.25, 0.15, 0.6], [0.9, 0.04, 0.06]])


@pytest.mark.parametrize("rule", FUNCTIONS)
def test_a_function_of_the_expected(rule: str) -> None:
    e = -E if rule == "absolute_of" else E
    assert rule_of(function_of(looks((e, FUNCTIONS[rule](e))))) == rule
    single = looks(*[(float(v), float(FUNCTIONS[rule](np.array(v)))) for v in e])
    assert rule_of(function_of(single)) == rule


def test_no_function_of_the_expected() -> None:
    assert function_of(looks((E, np.cos(E)))) is None
    assert function_of(looks((E, E**2), (E, np.sqrt(E)))) is None
    assert function_of(looks((0.5, 0.25))) is None, "one number is any function of another"


def test_running_sums_and_means() -> None:
    assert rule_of(running(looks((E, np.cumsum(E))))) == "running_sum"
    means = np.cumsum(M, axis=0) / np.arange(1, 5)[:, np.newaxis]
    assert rule_of(running(looks((M, means)))) == "running_mean"
    assert running(looks((E, np.cumsum(E)), (E, E + 1))) is None
    assert running(looks((E[:1], E[:1] + 1))) is None


def test_a_factor_of_each_case() -> None:
    assert rule_of(factor_of_each_case(looks((E, 2 * E), (E, 3.3 * E)))) == "factor_of_each_case"
    assert factor_of_each_case(looks((E, 2 * E), (E, 3.3 * E + 1))) is None
    assert factor_of_each_case(looks((0.5, 0.7), (0.4, 0.1))) is None, "single numbers are chance"
    assert factor_of_each_case(looks((E, 2 * E), (E, -3 * E))) is None


def test_a_quantity_is_added() -> None:
    cases = [look(E, E + s, args=[s], names=["sigma"]) for s in (0.7, 2.5)]
    said = plus_quantity(Evidence(cases))
    assert said is not None
    assert (said.rule, said.parameters["quantity"]["name"]) == ("plus_quantity", "sigma")
    less = [look(e, e - s, args=[s], names=["sigma"]) for e, s in ((1.0, 0.7), (2.0, 2.5))]
    assert rule_of(plus_quantity(Evidence(less))) == "minus_quantity"
    assert plus_quantity(Evidence(cases[:1])) is None
    other = [look(E, E + s + 0.1, args=[s], names=["sigma"]) for s in (0.7, 2.5)]
    assert plus_quantity(Evidence(other)) is None


def test_one_part_stands_for_another() -> None:
    first, second = {"a": 1.0, "b": 2.0, "c": 3.0}, {"a": 4.0, "b": 7.0, "c": 9.0}
    swapped = [{"a": d["b"], "b": d["a"], "c": d["c"]} for d in (first, second)]
    said = exchanged(looks((first, swapped[0]), (second, swapped[1])))
    pairs = [{"found": "a", "other": "b"}, {"found": "b", "other": "a"}]
    assert said == Statement("exchanged", {"exchanged": pairs})
    assert exchanged(looks((first, swapped[0]))) is None, "one case is chance"
    assert exchanged(looks((first, swapped[0]), (second, swapped[1] | {"a": 0.3}))) is None


W = np.array([[1.0, 2.0, 0.5, -1.0], [0.3, -2.0, 1.5, 0.7]])


def given(got: np.ndarray) -> Evidence:
    return Evidence([look(W.T @ np.array([1.0, 2.0]), got, args=[W], names=["W"])] * 2)


def test_a_product_with_an_argument() -> None:
    assert product(given(W.T @ np.array([0.3, -1.0]))) == Statement("product", {"matrix": "W^T"})


def test_what_is_no_product_or_could_be_anything() -> None:
    assert product(given(W[0] * W[1])) is None
    square = W[:, :2]
    case = look(square @ np.ones(2), square @ np.ones(2) + 1, args=[square], names=["W"])
    assert product(Evidence([case] * 4)) is None, "every vector is a product with it"


def test_a_count_is_too_small_or_too_large() -> None:
    outputs = ("theta", "steps")

    def told(*pairs: tuple[int, int]) -> Statement | None:
        cases = [look([E, want], [E, got], outputs=outputs) for want, got in pairs]
        return count(Evidence(cases))

    assert told((9, 5), (7, 6)) == Statement("too_small", {"tensors": ["steps"]})
    assert rule_of(told((9, 10), (7, 12))) == "too_large"
    assert told((9, 5), (7, 8)) is None
    assert told((9, 5)) is None
    assert count(looks((0.5, 0.2), (0.7, 0.1))) is None, "no whole numbers"


def test_negative_numbers() -> None:
    assert rule_of(negative(looks((E, E - 0.2), (E, E - 0.3)))) == "negative"
    assert negative(looks((E - 0.2, E - 0.4), (E, E - 0.3))) is None, "some are expected"
    assert negative(looks((E, E - 0.2), (E, E + 0.3))) is None


def test_entries_that_should_differ_are_alike() -> None:
    def said(got: np.ndarray, expected: np.ndarray = M[:3]) -> Statement | None:
        return alike_entries(looks((expected, got)))

    assert said(np.full((3, 3), 0.4)) == Statement("alike_entries", {"where": "everywhere"})
    beside = np.where(np.eye(3, dtype=bool), M[:3], 0.4)
    assert said(beside) == Statement("alike_entries", {"where": "beside_diagonal"})
    columns = Statement("alike_in_columns", {"where": "everywhere"})
    assert said(np.tile(E[:3], (3, 1))) == columns
    assert rule_of(said(np.tile(E[:3], (3, 1)).T)) == "alike_in_rows"
    assert said(M[:3] ** 2) is None
    assert said(np.full((3, 3), 0.4), np.full((3, 3), 0.5)) is None, "they should be alike"
    assert alike_entries(looks((M[:2, :2], np.full((2, 2), 0.4)))) is None, "too small to tell"


def test_numbers_added_to_rows() -> None:
    every, each = np.array([0.3, -1.0, 2.0]), np.array([[0.1], [0.5], [-2.0], [0.7]])
    assert rule_of(added_to_rows(looks((M, M + every)))) == "added_to_every_row"
    assert rule_of(added_to_rows(looks((M, M + each)))) == "added_to_each_row"
    assert added_to_rows(looks((M, M + every + each))) is None
    assert added_to_rows(looks((M[:2, :2], M[:2, :2] + each[:2]))) is None, "too small to tell"


def test_the_order_in_rows() -> None:
    assert rule_of(order_of_rows(looks((M, 1 - M)))) == "order_reversed"
    flat = np.exp(M) / np.exp(M).sum(axis=1, keepdims=True)
    assert rule_of(order_of_rows(looks((M, flat)))) == "order_kept"
    assert order_of_rows(looks((M, np.exp(M)))) is None, "the sums are others, too"
    assert order_of_rows(looks((M, M[:, ::-1]))) is None
    assert order_of_rows(looks((M[:2], 1 - M[:2]))) is None


def test_sums_of_rows() -> None:
    said = sums_of_rows(looks((M, M**2), (M, M**2)))
    assert said == Statement("sums_of_rows", {"total": 1.0})
    assert sums_of_rows(looks((M, M**2), (M, M[:, ::-1]))) is None
    assert sums_of_rows(looks((M**2, M), (M**2, M))) is None, "none is 0 or 1"


def test_a_function_of_each_entry_that_keeps_the_order() -> None:
    x = np.linspace(-3, 3, 12)

    def said(got: np.ndarray, *args: np.ndarray) -> str | None:
        return rule_of(order_of_all(Evidence([look(np.tanh(x), got, args=args)])))

    assert said(np.tanh(x / 2), x) == "order_of_all"
    assert said(np.clip(x / 2, -1, 1), x) == "order_of_all", "equal ones are in order, too"
    assert said(np.sin(2 * x), x) is None
    assert said(np.tanh(x / 2), x, x) is None, "it is no function of one argument"
    assert said(np.sign(x), x) is None, "two values are in order by chance"


def test_rounded_numbers() -> None:
    assert rounded_off(looks((M / 7, np.round(M / 7, 4)))) == Statement(
        "rounded_off", {"digits": 4}
    )
    assert rounded_off(looks((M / 7, np.floor(M / 7 * 1e4) / 1e4))) is None, "cut off"
    assert rounded_off(looks((M / 7, M / 7 + 1e-5))) is None
    assert rounded_off(looks((M / 7, np.zeros(M.shape)))) is None


def test_only_one_end_of_a_vector_is_right() -> None:
    first, last = np.array([0.0, 1, 1, 1]), np.array([1.0, 1, 1, 0])
    assert rule_of(one_line(looks((E, E + first), (E, E + 2 * first)))) == "all_but_first"
    assert rule_of(one_line(looks((E, E + last)))) == "all_but_last"
    assert one_line(looks((E, E + first), (E, E + last))) is None
    assert one_line(looks((M, M + first[:, np.newaxis]))) is None, "rows are vectors of their own"


Rule = Callable[[Evidence], Any]


@pytest.mark.parametrize("rule", [function_of, running, factor_of_each_case, plus_quantity,
                                  exchanged, product, count, negative, alike_entries,
                                  added_to_rows, order_of_all, order_of_rows,
                                  rounded_off, sums_of_rows])  # fmt: skip
def test_of_noise_and_of_runs_nothing_is_said(rule: Rule) -> None:
    noise = np.sin(np.arange(12.0) ** 2).reshape(4, 3)
    assert rule(looks((noise + 3, M + 3), (M, noise))) is None
    assert rule(looks((M, noise), (M, noise), adapter="run")) is None
    assert rule(Evidence([])) is None
