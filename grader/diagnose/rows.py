"""What rows, columns, and what is beside the diagonal have in common.  Rules for `structure`."""

import numpy as np

from ..leaves import Leaf
from .evidence import EXACT, Evidence, Statement
from .factors import near
from .relations import all_off

__all__ = ["added_to_rows", "alike_entries", "order_of_rows", "sums_of_rows"]

#: Entries of a row from which on a pattern is no chance.
FEWEST = 3
#: The axis along which entries are alike, or none for all of them, and what is said.
ALIKE = ((None, "alike_entries"), (0, "alike_in_columns"), (1, "alike_in_rows"))


def added_to_rows(examined: Evidence) -> Statement | None:
    """Every row is off by the same numbers, as where a bias is missing; or by one of its own."""
    leaves = all_off(examined)
    large = [leaf for leaf in leaves if leaf.expected.ndim == 2 and min(leaf.expected.shape) > 2]
    if not large or any(leaf.expected.ndim != 2 or leaf.steps for leaf in leaves):
        return None
    for rule, axis in (("added_to_every_row", 0), ("added_to_each_row", 1)):
        if all(_same_along(leaf, axis) for leaf in leaves):
            return Statement(rule)
    return None


def _same_along(leaf: Leaf, axis: int) -> bool:
    """Whether the rows of the error are all alike, or the numbers of each."""
    apart = leaf.got - leaf.expected
    size = max(float(np.max(np.abs(leaf.got))), float(np.max(np.abs(leaf.expected))))
    return bool(np.all(np.ptp(apart, axis=axis) <= EXACT * size))


def order_of_rows(examined: Evidence) -> Statement | None:
    """In every row, the entries have the right order and sum, or just the reverse order."""
    leaves = [leaf for leaf in all_off(examined) if np.isfinite(leaf.got).all()]
    if not leaves or any(leaf.expected.ndim != 2 or leaf.steps for leaf in leaves):
        return None
    rows = [pair for leaf in leaves for pair in zip(leaf.expected, leaf.got, strict=True)]
    rows = [(e, g) for e, g in rows if np.unique(e).size >= FEWEST]
    if len(rows) <= FEWEST:
        return None
    if all(np.array_equal(np.argsort(e), np.argsort(-g)) for e, g in rows):
        return Statement("order_reversed")
    kept = all(np.array_equal(np.argsort(e), np.argsort(g)) for e, g in rows)
    summed = all(near(float(np.sum(e)), float(np.sum(g))) for e, g in rows)
    return Statement("order_kept") if kept and summed else None


def alike_entries(examined: Evidence) -> Statement | None:
    """Entries that should differ are one number: all of them, or all beside the diagonal.

    Or they are alike within each row, or each column.  Small arrays say nothing.
    """
    leaves = [leaf for leaf in all_off(examined) if min(leaf.got.shape, default=0) >= FEWEST]
    if not leaves or any(leaf.steps for leaf in leaves):
        return None
    squares = all(leaf.expected.ndim == 2 and np.ptp(leaf.expected.shape) == 0 for leaf in leaves)
    for where in ("everywhere", "beside_diagonal") if squares else ("everywhere",):
        for axis, rule in ALIKE:
            if all(_one_number(leaf, where, axis) for leaf in leaves):
                return Statement(rule, {"where": where})
    return None


def _one_number(leaf: Leaf, where: str, axis: int | None) -> bool:
    """Whether entries are alike all over, or along an axis, that should not be."""
    if axis is not None and leaf.got.ndim != 2:
        return False
    mask = np.zeros(leaf.got.shape, bool)
    if where == "beside_diagonal":
        np.fill_diagonal(mask, val=True)
    got, expected = np.ma.array(leaf.got, mask=mask), np.ma.array(leaf.expected, mask=mask)
    size = float(np.max(np.abs(leaf.got), initial=0.0))
    apart, wanted = np.ma.ptp(got, axis=axis), np.ma.ptp(expected, axis=axis)
    return bool(size > 0 and np.all(apart <= EXACT * size) and np.any(wanted > 1e-4 * size))


def sums_of_rows(examined: Evidence) -> Statement | None:
    """All expected rows have one sum, 1 or 0 for instance, and those of the answer have not."""
    leaves = all_off(examined)
    if len(examined.compared) < 2 or any(leaf.expected.ndim != 2 or leaf.steps for leaf in leaves):
        return None
    if any(min(leaf.expected.shape) < 2 for leaf in leaves):
        return None
    wanted = {round(float(total), 9) for leaf in leaves for total in leaf.expected.sum(axis=1)}
    if len(wanted) != 1 or not wanted <= {0.0, 1.0}:
        return None
    (total,) = wanted
    sums = [leaf.got.sum(axis=1) for leaf in leaves]
    if all(np.any(np.abs(s - total) > 1e-6) for s in sums):
        return Statement("sums_of_rows", {"total": total})
    return None
