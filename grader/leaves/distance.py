"""Normwise distance of one tensor from the expected one.

nan and the infinities must stand in the same places; over the finite entries the error is
max |a - b|, relative to max |expected|, or to the case's scale where all expected entries are zero.
A run is measured by its displacement from row 0, so that a large theta hides nothing.
"""

import numpy as np

from ..model import ErrorSize
from .pairing import Leaf

__all__ = ["Distance", "first_step", "measure", "norm"]


class Distance:
    """The size of the error, whether it is within the tolerance, and the worst entry."""

    __slots__ = ("index", "size", "within", "wrong")

    def __init__(
        self, size: ErrorSize, within: bool, index: tuple[int, ...], wrong: np.ndarray
    ) -> None:
        self.size, self.within, self.index, self.wrong = size, within, index, wrong


def norm(leaf: Leaf, scale: float) -> float:
    """What errors are relative to."""
    expected = leaf.expected - leaf.expected[:1] if leaf.run else leaf.expected
    largest = float(np.abs(expected).max(initial=0.0))
    if not np.isfinite(largest):
        largest = float(np.abs(expected[np.isfinite(expected)]).max(initial=0.0))
    return largest if largest > 0 else scale


def errors(leaf: Leaf) -> np.ndarray:
    """|got - expected| by entry; 0 where both are the same nan or infinity, else inf there."""
    expected = np.asarray(leaf.expected, np.float64)
    got = np.asarray(leaf.got, np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        error = np.abs(got - expected)
    if np.isfinite(error).all():
        return error
    same = (got == expected) | (np.isnan(got) & np.isnan(expected))
    known = np.isfinite(expected) & np.isfinite(got)
    return np.where(same, 0.0, np.where(known, error, np.inf))


def measure(leaf: Leaf, tolerance: float, scale: float) -> Distance:
    """The distance of leaf.got from leaf.expected."""
    error = errors(leaf)
    if error.size == 0:
        return Distance(ErrorSize(0.0, 0.0), True, (), error > 0)
    size = norm(leaf, scale)
    # Written so that nan is refused: everything that is not known to be near is far.
    near = error <= tolerance * size
    worst = int(error.argmax())
    largest = float(error.reshape(-1)[worst])
    index = tuple(int(i) for i in np.unravel_index(worst, error.shape)) if error.ndim else ()
    return Distance(ErrorSize(largest, largest / size), bool(near.all()), index, ~near)


def first_step(leaf: Leaf, tolerance: float, scale: float) -> int:
    """The first row along axis 0 that is off, measured by that row's own size.

    A run's first steps are short, and an error in them small beside the whole; each row is
    compared with its own displacement, but with no less than a thousandth of the largest.
    """
    steps = len(leaf.expected)
    expected = leaf.expected - leaf.expected[:1] if leaf.run else leaf.expected
    rows = np.abs(expected).reshape(steps, -1)
    own = np.where(np.isfinite(rows), rows, 0.0).max(axis=1, initial=0.0)
    sizes = np.maximum(own, norm(leaf, scale) / 1000)
    largest = errors(leaf).reshape(steps, -1).max(axis=1, initial=0.0)
    off = np.flatnonzero(~(largest <= tolerance * sizes))
    return int(off[0]) if off.size else steps - 1
