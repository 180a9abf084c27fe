"""What a submission finds when its process starts is the same with a zygote and without one."""

from collections.abc import Iterator

import clocks
import pytest

from grader.model import Breach, Limits, Outcome
from grader.sandbox.backend import Backend, open_backend
from grader.sandbox.box import Box

from .cases import case

pytestmark = pytest.mark.slow

DRAWS_ONCE = """
import random
import numpy as np
seen = []
def f(x):
    if not seen:
        seen.append(random.random() + np.random.default_rng(3).normal())
    return x
"""
SEEDS = """
import random
import numpy as np
random.seed(0)
np.random.seed(0)
def f(x):
    return random.random() == 0.8444218515250481 or np.random.rand() == 0.5488135039273248
"""
SPOILS = """
import random
random.seed = None
random.random()
def f(x):
    return x
"""
STREAMS = """
import io
import sys
def f(x):
    told = []
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.tell()
        except io.UnsupportedOperation:
            told.append(stream.seekable())
    return told
"""


@pytest.fixture(scope="module", params=["sealed", "limits"])
def backend(request: pytest.FixtureRequest) -> Iterator[Backend]:
    backend = open_backend(request.param)
    yield backend
    backend.close()


def run(backend: Backend, source: str, count: int) -> list[Outcome]:
    limits = clocks.limits(Limits())
    with Box({"m.py": source.encode()}, "m", limits, [case("f", 1.0)] * count, backend) as box:
        assert box.problem() is None
        return list(box.run())


def test_what_is_drawn_in_the_first_call_alone_is_noticed(backend: Backend) -> None:
    first, *others = run(backend, DRAWS_ONCE, 3)
    assert first.breaches == (Breach("global_random"),)
    assert [outcome.breaches for outcome in others] == [(), ()]


def test_what_is_seeded_while_files_are_imported_is_seeded_anew(backend: Backend) -> None:
    assert [outcome.value for outcome in run(backend, SEEDS, 2)] == [False, False]


def test_a_generator_that_cannot_be_seeded_is_no_attack(backend: Backend) -> None:
    outcomes = run(backend, SPOILS, 3)
    assert not any(outcome.violation for outcome in outcomes)
    assert [outcome.value for outcome in outcomes[1:]] == [1.0, 1.0]


def test_printing_goes_to_pipes(backend: Backend) -> None:
    (outcome,) = run(backend, STREAMS, 1)
    assert outcome.value == [False, False]
