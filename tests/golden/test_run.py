"""Variants of the reference in this process: what ends them is their own time, and nobody else's."""

import time
from typing import Any

import pytest

from grader.golden.run import outcome_of
from grader.model import Case, CaseSpec, Exercise
from grader.runner.codec import encode

CASE = Case(
    Exercise(name="f", points=1, reference="m.f", adapter="function"),
    CaseSpec(name="c"),
    encode({"exercise": "f", "adapter": "function", "args": [0.2]}),
)


def loops(x: float) -> float:
    while True:
        x += 1.0


def waits(x: float) -> float:
    """As it looks when others have the processors."""
    time.sleep(x)
    return x


@pytest.mark.parametrize(("variant", "status"), [(loops, "timeout"), (waits, "value")])
def test_the_clock_counts_the_time_of_the_processor(variant: Any, status: str) -> None:
    assert outcome_of(variant, CASE, seconds=0.1).status == status
