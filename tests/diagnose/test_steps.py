"""Rules on the step in which a run first goes wrong: where they speak, and where they must not."""

from typing import Any

import numpy as np
from looks import look, looks, rule_of

from grader.diagnose.evidence import CaseEvidence, Evidence, Statement
from grader.diagnose.steps import (
    decay,
    direction,
    factor_of_step,
    same_step,
    stands_still,
    which_first,
)

START = [np.array([[1.0, -2.0], [0.5, 4.0]]), np.array([3.0, -1.0])]
STEPS = [[np.array([[0.1, 0.2], [-0.3, 0.4]]), np.array([0.5, 0.7])],
         [np.array([[0.3, -0.2], [0.1, 0.5]]), np.array([-0.5, 0.2])],
         [np.array([[0.2, -0.6], [0.4, 0.5]]), np.array([-0.1, 0.9])]]  # fmt: skip
Moves = list[list[np.ndarray]]


def run(moves: Moves, wanted: Moves = STEPS, **more: Any) -> CaseEvidence:
    """A run of theta = [W, b] by these steps."""
    way = [[START[i]] for i in (0, 1)]
    right = [[START[i]] for i in (0, 1)]
    for got, expected in zip(moves, wanted, strict=True):
        for i in (0, 1):
            way[i].append(way[i][-1] + got[i])
            right[i].append(right[i][-1] + expected[i])
    rows = [[way[0][k], way[1][k]] for k in range(len(moves) + 1)]
    expected = {"theta": [np.array(part) for part in right]}
    inputs = {"theta": START, "gradient": {"objective": "none"}, "steps": len(moves)}
    return look(expected, {"theta": rows, "state": []}, "steps", inputs=inputs, **more)


def changed(step: int, matrix: Any = 0, vector: Any = 0) -> Moves:
    """The steps with something added to one of them, counted from 1."""
    return [
        [m + matrix, v + vector] if k == step else [m, v] for k, (m, v) in enumerate(STEPS, start=1)
    ]


def scaled(factor: float, step: int) -> Moves:
    return [[m * factor, v * factor] if k == step else [m, v]
            for k, (m, v) in enumerate(STEPS, start=1)]  # fmt: skip


def test_the_step_has_a_factor() -> None:
    said = factor_of_step(Evidence([run(scaled(1.3, 1))] * 2))
    assert said == Statement("factor_of_first_step", {"factor": 1.3, "part": "first_step"})
    said = factor_of_step(Evidence([run(scaled(0.5, 2))] * 2))
    assert said == Statement("factor_of_first_step", {"factor": 0.5, "part": "first_wrong_step"})
    cases = [run(scaled(1 + b, 1), args=[b], names=["beta"]) for b in (0.9, 0.7)]
    said = factor_of_step(Evidence(cases))
    assert said is not None
    assert (said.rule, said.parameters["quantity"]["kind"]) == ("times_quantity", "increased")


def test_the_step_has_no_factor() -> None:
    assert factor_of_step(Evidence([run(changed(1, 0.1, 0.1))] * 2)) is None
    assert factor_of_step(Evidence([run(scaled(1.3, 1)), run(scaled(1.4, 1))])) is None
    assert factor_of_step(Evidence([run(scaled(1.3, 1)), run(scaled(1.3, 2))])) is None
    assert factor_of_step(looks((np.ones(3), np.ones(3) * 2))) is None, "no run"


def test_a_case_that_rests_at_its_start_says_nothing_of_a_factor() -> None:
    rest = [[np.zeros((2, 2)), np.zeros(2)], *STEPS[1:]]
    later = [rest[0], [1.7 * part for part in rest[1]], rest[2]]
    said = factor_of_step(Evidence([run(scaled(1.3, 1)), run(later, rest)]))
    assert rule_of(said) == "factor_of_first_step"


def test_nothing_moves() -> None:
    still = [[np.zeros((2, 2)), np.zeros(2)], *STEPS[:2]]
    assert rule_of(stands_still(Evidence([run(still)] * 2))) == "stands_still"
    assert stands_still(Evidence([run(still), run(scaled(2, 1))])) is None
    assert stands_still(Evidence([run(still)])) is None


def test_theta_shrinks_besides() -> None:
    smaller = changed(1, -0.01 * START[0], -0.01 * START[1])
    assert rule_of(decay(Evidence([run(smaller)] * 2))) == "shrinks"
    of_matrices = changed(1, 0.02 * START[0])
    assert rule_of(decay(Evidence([run(of_matrices)] * 2))) == "grows"
    assert decay(Evidence([run(changed(1, 0.1, 0.1))] * 2)) is None
    assert decay(Evidence([run(smaller), run(of_matrices)])) is None
    assert decay(Evidence([run(smaller)])) is None


def test_the_direction_is_right() -> None:
    clipped = [[STEPS[0][0] * 0.4, STEPS[0][1]], *STEPS[1:]]
    other = [[STEPS[0][0] * 0.7, STEPS[0][1]], *STEPS[1:]]
    cases = Evidence([run(clipped), run(other)])
    assert rule_of(direction(cases)) == "direction_of_first_step"
    assert direction(Evidence([run(clipped), run(changed(1, 0.1))])) is None
    assert direction(Evidence([run(scaled(-1, 1))] * 2)) is None
    assert direction(Evidence([run(scaled(2, 2))] * 2)) is None, "not the first step"


def test_which_arrays_go_wrong_first() -> None:
    matrices = Evidence([run(changed(1, np.array([[0.1, 0], [0.3, 0]])))] * 2)
    assert which_first(matrices) == Statement("first_of_axes", {"arrays": "matrix"})
    vectors = Evidence([run(changed(2, vector=0.1))] * 2)
    assert which_first(vectors) == Statement("first_of_axes", {"arrays": "vector"})
    assert which_first(Evidence([run(changed(1, 0.1)), run(changed(1, 0, 0.1))])) is None
    assert which_first(Evidence([run(changed(1, 0.1, 0.1))] * 2)) is None
    assert which_first(Evidence([run(changed(1, 0.1))])) is None, "one case is chance"


def test_an_array_that_is_off_by_less_than_the_tolerance_is_not_right() -> None:
    nearly = Evidence([run(changed(1, 1e-6, 1e-11))] * 2)
    assert which_first(nearly) is None
    both = run(changed(1, 1e-6))
    assert rule_of(which_first(Evidence([both, both, *nearly.looks]))) is None


def test_the_same_step_in_every_case() -> None:
    assert rule_of(same_step(Evidence([run(changed(2, 0.1))] * 2))) == "second_step"
    said = same_step(Evidence([run(changed(3, 0.1))] * 2))
    assert said == Statement("same_step", {"at_step": 3, "before": 2})
    assert same_step(Evidence([run(changed(1, 0.1))] * 2)) is None, "the first is no news"
    assert same_step(Evidence([run(changed(2, 0.1)), run(changed(3, 0.1))])) is None
    assert same_step(Evidence([run(changed(2, 0.1))])) is None
