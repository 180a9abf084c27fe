"""A known mistake with a constant: solved on one case, held against all the others."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from ..golden.families import Family, Variants
from ..model import Graded, Outcome
from .graded import off_by_numbers
from .signature import Signature, signature

__all__ = ["solved"]

#: Values that are tried from the least to the greatest before one is solved for.
VALUES = 33
#: More than so many times apart, they are tried by their logarithm.
DECADES = 30.0
#: Halvings, which take a decade to the last bit.
HALVINGS = 60
#: Digits of a constant that a person writes.
DIGITS = (1, 2, 3, 4)
#: Times the tolerance, where the constant is known from an answer alone.
FROM_ANSWER = 10.0
#: Cases that are off, of which one gives the value, and the others must agree.
FEWEST = 2


def solved(family: Family, own: Sequence[Graded], tolerance: float) -> float | None:
    """The constant with which the family answers as a student does on every case; None if none.

    `own` are the exercise's cases as they were judged.  With fewer than two that are off and have
    numbers, anything could be solved for, and nothing is.
    """
    off = [g for g in own if off_by_numbers(g)]
    if len(off) < FEWEST:
        return None
    wanted = [_signature(g, g.outcome) for g in own]
    pivot = min(off, key=lambda g: abs(np.log(max(_error(g), 1e-300))))
    with Variants(family) as variants:  # the pivot is neither lost in rounding nor far from its way
        for root in _roots(variants, pivot, family):
            for value in (*_written(root), root):
                bound = tolerance * (FROM_ANSWER if value == root else 1.0)
                inside = family.low <= value <= family.high
                if inside and _fits(variants, own, wanted, value, bound):
                    return value
    return None


def _error(graded: Graded) -> float:
    error = graded.verdict.error
    return 0.0 if error is None else error.max_rel


def _signature(graded: Graded, outcome: Outcome) -> Signature:
    return signature(graded.case, graded.golden.expected, outcome, ())


def _fits(
    variants: Variants,
    own: Sequence[Graded],
    wanted: Sequence[Signature],
    value: float,
    tolerance: float,
) -> bool:
    return all(
        _signature(g, variants.answer(g.case, value)).near(told, tolerance)
        for g, told in zip(own, wanted, strict=True)
    )


def _roots(variants: Variants, pivot: Graded, family: Family) -> Iterator[float]:
    """Values at which the family answers the pivot's case as the student does."""
    wanted = _signature(pivot, pivot.outcome)

    def apart(value: float) -> float:
        """By how much, with its sign; nan where the answer has another form."""
        found = _signature(pivot, variants.answer(pivot.case, value))
        return float(found.numbers[0] - wanted.numbers[0]) if found.form == wanted.form else np.nan

    values = _tried(family.low, family.high)
    sizes = [apart(value) for value in values]
    for i in range(len(values) - 1):
        if sizes[i] == 0.0:
            yield values[i]
        elif sizes[i] * sizes[i + 1] < 0:
            yield _root(apart, values[i], values[i + 1], sizes[i])
    if sizes[-1] == 0.0:
        yield values[-1]


def _tried(low: float, high: float) -> list[float]:
    if low > 0 and high / low > DECADES:
        return [float(v) for v in np.geomspace(low, high, VALUES)]
    return [float(v) for v in np.linspace(low, high, VALUES)]


def _root(apart: Callable[[float], float], low: float, high: float, at_low: float) -> float:
    """Where `apart` changes its sign, by halving."""
    logarithmic = low > 0
    for _ in range(HALVINGS):
        middle = float(np.sqrt(low * high)) if logarithmic else (low + high) / 2
        if not low < middle < high:
            break
        found = apart(middle)
        if found == 0.0 or np.isnan(found):
            return middle
        if (found < 0) == (at_low < 0):
            low = middle
        else:
            high = middle
    return low


def _written(value: float) -> list[float]:
    """The value as a person may have written it, the shortest first."""
    return list(dict.fromkeys(float(f"{value:.{digits}g}") for digits in DIGITS))
