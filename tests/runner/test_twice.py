"""Which cases are run a second time, and what is noticed without it."""

import contextlib
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.random
import pytest

from grader.runner.adapters import ADAPTERS
from grader.runner.twice import CLEAN, Repeats, Twice, run_twice


def runs(target: Callable[..., Any], count: int, **more: Any) -> list[Twice]:
    """The cases of an exercise, one after the other, as a child runs them."""
    repeats, found = Repeats(), []
    for i in range(count):
        case = {"exercise": "f", "args": [np.arange(1.0, i + 2.0)], **more}
        twice = run_twice(ADAPTERS["function"], target, case, repeats=repeats.wanted(case))
        repeats.note(case, twice)
        found.append(twice)
    return found


def test_the_first_few_clean_cases_are_run_twice() -> None:
    calls: list[int] = []
    found = runs(lambda x: calls.append(len(x)) or x.sum(), CLEAN + 3)
    assert all(twice.clean for twice in found)
    assert calls == [n for i in range(CLEAN + 3) for n in [i + 1] * (1 + (i < CLEAN))]


def test_what_shows_something_is_run_twice_to_the_end() -> None:
    buffer = np.zeros(9)

    def again_and_again(x: np.ndarray) -> np.ndarray:
        buffer[: x.size] += x
        return buffer[: x.size]

    found = runs(again_and_again, CLEAN + 3)
    assert all("result_changed" in [slug for slug, *_ in twice.breaches] for twice in found)


def test_one_that_begins_late_is_run_twice_from_then_on() -> None:
    calls: list[int] = []

    def late(x: np.ndarray) -> float:
        calls.append(x.size)
        if x.size > CLEAN + 1:
            x[0] = -1.0
        return float(x.sum())

    found = runs(late, CLEAN + 4)
    assert [twice.clean for twice in found] == [True] * (CLEAN + 1) + [False] * 3
    assert calls[-5:] == [CLEAN + 2, CLEAN + 3, CLEAN + 3, CLEAN + 4, CLEAN + 4]


def test_random_numbers_are_noticed_without_a_second_run() -> None:
    found = runs(
        lambda x: numpy.random.random() * 0 + x.sum() if x.size > CLEAN else 1.0, CLEAN + 2
    )
    assert [twice.breaches for twice in found[-2:]] == [[("global_random", None, None)]] * 2


def test_cases_that_are_run_once_do_not_count_as_clean() -> None:
    repeats = Repeats()
    case = {"exercise": "f", "args": [np.ones(2)], "once": True}
    for _ in range(CLEAN + 1):
        repeats.note(case, run_twice(ADAPTERS["function"], np.sum, case))
    assert repeats.wanted(case)


@pytest.mark.parametrize("once", [False, True])
def test_what_one_case_draws_is_not_told_of_the_next(once: bool) -> None:
    """Neither of one that raised, nor of a trace, which is run once."""

    def draws(x: np.ndarray) -> float:
        numpy.random.random()
        if not once:
            raise ValueError
        return float(x.sum())

    def run(target: Callable[..., Any], **more: Any) -> Twice:
        case = {"exercise": "f", "args": [np.ones(3)], **more}
        return run_twice(ADAPTERS["function"], target, case)

    assert run(np.sum).breaches == []  # by now they are seeded
    with contextlib.suppress(ValueError):
        run(draws, once=once)
    assert run(np.sum).breaches == []
    with contextlib.suppress(ValueError):
        assert run(draws).breaches == [("global_random", None, None)]
