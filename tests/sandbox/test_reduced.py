"""A process that loads only what a submission can ask for answers as one that has everything."""

from collections.abc import Sequence

import numpy as np
import pytest

from grader.model import Limits, Outcome
from grader.runner.codec import encode
from grader.sandbox.backend import Backend, open_backend
from grader.sandbox.box import Box

from .cases import case

pytestmark = pytest.mark.slow

X = np.array([[3.0, 1.0, 2.0], [1.0, 1.0, 7.0]])
#: What `f` returns; in front of it, lines of the module.
EXPRESSIONS = [
    "np.median(x, axis=0)", "np.nanmedian(x)", "np.percentile(x, 30)", "np.nanpercentile(x, 30)",
    "np.quantile(x, 0.3)", "np.nanquantile(x, 0.3)", "np.unique(x)", "np.unique_values(x)",
    "np.isin(x, [1.0])", "np.union1d(x, x)", "np.setdiff1d(x, [1.0])", "np.setxor1d(x, [1.0])",
    "np.intersect1d(x, [1.0])", "np.histogram(x)[0]", "np.cov(x)", "np.corrcoef(x)", "np.ediff1d(x)",
    "np.polyfit(x[0], x[1], 1)", "np.interp(1.5, x[0], x[1])", "np.einsum('ij,ij->i', x, x)",
    "np.linalg.svd(x)[1]", "np.fft.fft(x).real", "np.pad(x, 1)", "np.trim_zeros(x[0])",
    "np.apply_along_axis(sum, 0, x)", "np.vectorize(lambda v: v + 1)(x)", "np.array2string(x)",
    "np.ma.array(x).sum()", "np.polynomial.Polynomial([1, 2])(x)", "np.char.upper('a').item()",
    "np.lib.stride_tricks.sliding_window_view(x, 2, axis=1)", "np.gradient(x, axis=1)",
    "np.nan_to_num(x)", "np.block([x, x])", "np.r_[1, 2]", "np.mgrid[0:2]", "np.piecewise(x, [x > 1], [0])",
    "np.random.default_rng(0).normal(size=2)", "np.random.RandomState(1).rand(2)", "np.emath.sqrt(-x)",
    "np.testing.assert_allclose(x, x)", "np.bincount([0, 1])", "np.average(x)", "np.kron(x, x)",
    "len('\\N{GREEK SMALL LETTER ALPHA}')", "int('9' * 50) % 7", "f'{x.sum():.3e} {x!r}'",
]  # fmt: skip
MODULES = [
    ("from numpy import *", "array(x).sum() + random.RandomState(0).rand()"),
    ("from numpy import *  # all", "median(x)"),
    ("from collections import Counter", "Counter([1, 1, 2]).most_common(1)[0][1]"),
    ("from functools import singledispatch", "singledispatch(lambda v: v)(1.0)"),
    ("from functools import lru_cache, reduce", "reduce(lambda a, b: a + b, [1, 2])"),
    (
        "from dataclasses import dataclass, asdict",
        "asdict(dataclass(type('P', (), {'__annotations__': {'a': int}}))(1))['a']",
    ),
    ("from enum import Enum", "Enum('E', 'A').A.value"),
    ("from typing import NamedTuple", "NamedTuple('P', [('a', int)])(1).a"),
    ("import copy", "copy.deepcopy([x.tolist()])"),
    ("import warnings", "warnings.warn('odd')"),
    ("import random", "random.Random(0).random()"),
    ("import re, math, itertools, operator", "len(re.findall('a', 'aba')) + math.comb(5, 2)"),
    ("import statistics", "statistics.mean([1.0, 2.0])"),
    ("import string, textwrap", "textwrap.dedent(' a')"),
    ("import contextlib", "contextlib.nullcontext(1).enter_result"),
    ("import numbers", "isinstance(1, numbers.Number)"),
]


def answers(source: str, alone: bool) -> list[Outcome]:
    backend: Backend = open_backend("sealed")
    backend.alone = alone
    try:
        with Box(
            {"m.py": source.encode()}, "m", Limits(seconds=5.0), [case("f", X)], backend
        ) as box:
            problem = box.problem()
            return [problem] if problem else list(box.run())
    finally:
        backend.close()


def told(outcomes: Sequence[Outcome]) -> list[tuple[object, ...]]:
    return [(o.status, o.message, o.value is not None and encode(o.value)) for o in outcomes]


SOURCES = [f"import numpy as np\ndef f(x):\n    return {e}\n" for e in EXPRESSIONS]
SOURCES += [f"{m}\ndef f(x):\n    return {e}\n" for m, e in MODULES]


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.partition("return ")[2].strip()[:30])
def test_it_answers_as_a_full_one(source: str) -> None:
    reduced = answers(source, alone=True)
    assert told(reduced) == told(answers(source, alone=False))
    assert reduced[0].status in ("value", "error")
