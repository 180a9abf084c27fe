"""A known mistake with a constant: solved on one case, held against all the others."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from ..golden.families import Variants
from ..model import Graded, Outcome
from ..model.variants import Family
from .graded import off_by_numbers
from .signature import Signature, signature

__all__ = ["solved"]

#: Values that are tried from the least to the greatest before one is solved for.
VALUES = 33
#: More than so many times apart, they are tried by their logarithm.
DECADES = 30.0
#: Steps that narrow an interval down to the last bit; at least every third one halves it.
STEPS = 90
#: Families and cases whose answers at the tried values are kept, at most.
KEPT = 200
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

    def apart(found: Signature) -> float:
        """By how much, with its sign; nan where the answer has another form."""
        return float(found.numbers[0] - wanted.numbers[0]) if found.form == wanted.form else np.nan

    def at(value: float) -> float:
        return apart(_signature(pivot, variants.answer(pivot.case, value)))

    values = _tried(family.low, family.high)
    sizes = [apart(found) for found in _answers(variants, pivot, family, values)]
    for i in range(len(values) - 1):
        if sizes[i] == 0.0:
            yield values[i]
        elif sizes[i] * sizes[i + 1] < 0:
            yield _root(at, (values[i], sizes[i]), (values[i + 1], sizes[i + 1]))
    if sizes[-1] == 0.0:
        yield values[-1]


_kept: dict[tuple[object, ...], list[Signature]] = {}


def _answers(
    variants: Variants, pivot: Graded, family: Family, values: Sequence[float]
) -> list[Signature]:
    """What the family answers on the pivot's case, which is the same for every student."""
    case = pivot.case
    key = (family.reference, *family.files.values(), family.low, family.high, case.id, case.data)
    if key not in _kept:
        if len(_kept) >= KEPT:
            _kept.clear()
        answers = [variants.answer(case, value) for value in values]
        found = [_signature(pivot, answer) for answer in answers]
        if any(answer.status == "timeout" for answer in answers):
            return found  # by chance, perhaps
        _kept[key] = found
    return _kept[key]


def _tried(low: float, high: float) -> list[float]:
    if low > 0 and high / low > DECADES:
        return [float(v) for v in np.geomspace(low, high, VALUES)]
    return [float(v) for v in np.linspace(low, high, VALUES)]


def _root(
    apart: Callable[[float], float], low: tuple[float, float], high: tuple[float, float]
) -> float:
    """Where `apart` changes its sign between two values: by secants, each third step by halving."""
    (x, at_x), (y, at_y) = low, high
    there, back = (np.log, np.exp) if x > 0 else (float, float)
    for step in range(STEPS):
        shares = (0.5,) if step % 3 == 2 else (at_x / (at_x - at_y), 0.5)
        middles = (float(back(there(x) + share * (there(y) - there(x)))) for share in shares)
        middle = next((m for m in middles if x < m < y), None)
        if middle is None:
            break
        found = apart(middle)
        if found == 0.0 or np.isnan(found):
            return middle
        if (found < 0) == (at_x < 0):
            x, at_x = middle, found
        else:
            y, at_y = middle, found
    return x if abs(at_x) < abs(at_y) else y


def _written(value: float) -> list[float]:
    """The value as a person may have written it, the shortest first."""
    return list(dict.fromkeys(float(f"{value:.{digits}g}") for digits in DIGITS))
