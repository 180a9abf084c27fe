"""Where a run leaves the expected one: the error of each tensor in each step."""

from collections.abc import Sequence

import numpy as np

from ..compare.distance import errors, norm
from ..compare.pairing import Misfit, pair
from ..diagnose.graded import Graded
from ..golden.values import number
from ..model.pictures import ErrorsFigure
from .arrays import smallest

__all__ = ["steps"]


def steps(own: Sequence[Graded], tolerance: float) -> tuple[ErrorsFigure, ...]:
    """The smallest failing case's errors, relative to how far the expected run goes."""
    graded = smallest(own)
    if graded is None:
        return ()
    try:
        leaves = pair(graded.case.exercise, graded.golden.expected, graded.outcome.value)
    except Misfit:
        return ()
    found = []
    for leaf in leaves:
        if leaf.steps:
            largest = errors(leaf).reshape(len(leaf.expected), -1).max(axis=1, initial=0.0)
            with np.errstate(over="ignore"):
                relative = largest / norm(leaf, graded.case.spec.scale)
            rows = tuple(number(float(f"{float(e):.3g}")) for e in relative)
            found.append((leaf.key or "theta", rows))
    if not any(not float(e) <= tolerance for _, rows in found for e in rows):
        return ()  # its numbers are right; something else is wrong
    case = graded.case.spec.name
    return (ErrorsFigure(case=case, tensors=tuple(found), tolerance=tolerance),)
