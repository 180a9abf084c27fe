"""Where a run leaves the expected one: the error of each tensor in each step."""

import math
from collections.abc import Sequence

import numpy as np

from ..leaves.distance import errors, norm
from ..model import Graded
from ..model.pictures import ErrorsFigure
from .arrays import leaves_of, short, smallest

__all__ = ["steps"]


def steps(own: Sequence[Graded], tolerance: float) -> tuple[ErrorsFigure, ...]:
    """The smallest failing case's errors, relative to how far the expected run goes."""
    graded = smallest(own)
    if graded is None:
        return ()
    found = []
    for leaf in leaves_of(graded):
        if leaf.steps:
            largest = errors(leaf).reshape(len(leaf.expected), -1).max(axis=1, initial=0.0)
            with np.errstate(over="ignore"):
                relative = largest / norm(leaf, graded.case.spec.scale)
            rows = tuple(short(e, 3) for e in relative)
            found.append((leaf.key or "theta", rows))
    if not any(tolerance < float(e) < math.inf for _, rows in found for e in rows):
        return ()  # its numbers are right, and something else is wrong; or they are no numbers
    case = graded.case.spec.name
    return (ErrorsFigure(case=case, tensors=tuple(found), tolerance=tolerance),)
