"""The cheapest cases that show every fact."""

import numpy as np

from grader.audit.cover import Column, cheapest
from grader.audit.prefixes import NEVER


def column(steps: int, price: float, *groups: str, kept: bool = False) -> Column:
    """A case of one length, or a run that may have any number of steps."""
    asked = tuple(range(1, steps + 1))
    return Column(asked, tuple(price * n for n in asked), groups, kept)


def chosen(columns: list[Column], needs: list[list[int]], least: int = 0) -> list[int]:
    groups = {group for each in columns for group in each.groups}
    return cheapest(columns, np.array(needs, np.uint16), dict.fromkeys(groups, least))


def test_the_dearest_of_two_that_show_the_same_is_left_out() -> None:
    assert chosen([column(1, 3.0), column(1, 1.0)], [[1, 1]]) == [0, 1]


def test_a_run_is_as_long_as_the_latest_fact_that_only_it_shows() -> None:
    needs = [[1, NEVER], [7, NEVER], [12, 1]]
    assert chosen([column(16, 1.0), column(1, 1.0)], needs) == [7, 1]


def test_a_longer_run_is_taken_where_it_is_cheaper_than_another_case() -> None:
    assert chosen([column(16, 1.0), column(1, 30.0)], [[2, NEVER], [12, 1]]) == [12, 0]


def test_a_fact_that_no_case_shows_is_not_asked_for() -> None:
    assert chosen([column(4, 1.0)], [[NEVER]]) == [0]


def test_what_the_author_keeps_stays_whole() -> None:
    assert chosen([column(9, 5.0, kept=True), column(1, 1.0)], [[1, 1]]) == [9, 0]


def test_an_exercise_keeps_some_cases_the_cheapest() -> None:
    columns = [column(1, 3.0, "SGD"), column(1, 1.0, "SGD"), column(1, 2.0, "SGD")]
    assert chosen(columns, [[1, NEVER, NEVER]], least=2) == [1, 1, 0]


def test_every_fact_is_shown_and_no_case_could_be_shorter() -> None:
    generator = np.random.default_rng(14)
    columns = [column(int(n), float(p)) for n, p in generator.integers(1, 20, (9, 2))]
    longest = np.array([each.lengths[-1] for each in columns])
    needs = generator.integers(1, 40, (60, 9))
    found = np.array(cheapest(columns, needs, {}))
    coverable = (needs <= longest).any(axis=1)
    assert (needs <= found).any(axis=1)[coverable].all()
    for i in np.flatnonzero(found):
        shorter = found - (np.arange(9) == i)
        assert not (needs <= shorter).any(axis=1)[coverable].all()
