"""Of two mistakes that no input tells apart, a student's own state may show which one it is."""

from pathlib import Path

import pytest

from grader.course import find_course
from grader.grading import grade
from grader.paper import public_paper
from grader.submission import Submission

pytestmark = pytest.mark.slow

COURSE: Path = find_course()
ADAM = """
import numpy as np
class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon, self.T = alpha, beta1, beta2, epsilon, 0
        self.s = self.r = None
    def step(self, theta, gradient):
        g = gradient(theta)
        COUNT
        s, r = self.s or [0 * p for p in g], self.r or [0 * p for p in g]
        self.s = [STORED1 * (self.beta1 * a + (1 - self.beta1) * b) for a, b in zip(s, g)]
        self.r = [STORED2 * (self.beta2 * a + (1 - self.beta2) * b**2) for a, b in zip(r, g)]
        return [p - self.alpha * HAT1 * a / np.sqrt(HAT2 * b + self.epsilon)
                for p, a, b in zip(theta, self.s, self.r)]
"""
NO_POWER = {"HAT1": "1 / (1 - self.beta1)", "HAT2": "1 / (1 - self.beta2)"}
COUNTED = {"COUNT": "self.T += 1"}
NOT_COUNTED = {
    "COUNT": "self.T = 1",
    "HAT1": "1 / (1 - self.beta1**self.T)", "HAT2": "1 / (1 - self.beta2**self.T)",
}  # fmt: skip
PLAIN = {"STORED1": "1", "STORED2": "1"}
STORED = {
    "STORED1": "1 / (1 - self.beta1)", "STORED2": "1 / (1 - self.beta2)", "HAT1": "1", "HAT2": "1",
}  # fmt: skip
MOMENTUM = """
class Momentum:
    def __init__(self, alpha, beta):
        self.alpha, self.beta, self.v = alpha, beta, None
    def step(self, theta, gradient):
        g = gradient(theta)
        v = self.v or [0 * p for p in g]
        self.v = [self.beta * a ONE self.alpha * b for a, b in zip(v, g)]
        return [p OTHER a for p, a in zip(theta, self.v)]
"""


def told(name: str, source: str, changes: dict[str, str]) -> str:
    """The sentence on an optimizer."""
    for hole, text in changes.items():
        source = source.replace(hole, text)
    paper = public_paper(COURSE / "assignments" / "optimizers", [name])
    files = {"optimizers.py": source.encode()}
    (found,) = grade(paper, Submission("s", files)).exercises
    return found.findings[0].message


NEVER, NO_EXPONENT = "t is never counted", "lack their exponent"


def test_a_right_count_shows_that_the_exponent_is_missing() -> None:
    said = told("Adam", ADAM, NO_POWER | COUNTED | PLAIN | {"self.T": "self.t"})
    assert NO_EXPONENT in said
    assert NEVER not in said
    assert "ither" not in said


def test_a_wrong_count_shows_that_it_is_the_count() -> None:
    said = told("Adam", ADAM, {k: v.replace("T", "t") for k, v in NOT_COUNTED.items()} | PLAIN
                | {"self.T": "self.t"})  # fmt: skip
    assert NEVER in said
    assert NO_EXPONENT not in said


def test_where_the_state_has_other_names_both_are_told() -> None:
    said = told("Adam", ADAM, NO_POWER | COUNTED | PLAIN)
    assert NEVER in said
    assert NO_EXPONENT in said


def test_beside_another_mistake_that_spoils_the_moments() -> None:
    said = told("Adam", ADAM, COUNTED | STORED | {"self.T": "self.t"})
    assert "(2)" in said
    assert NO_EXPONENT in said
    assert NEVER not in said


def test_the_sign_of_v_shows_which_line_has_the_wrong_one() -> None:
    subtracted = told("Momentum", MOMENTUM, {"ONE": "-", "OTHER": "-"})
    uphill = told("Momentum", MOMENTUM, {"ONE": "+", "OTHER": "+"})
    assert "ither" not in subtracted + uphill
    assert "subtracted" in subtracted
    assert "uphill" in uphill
