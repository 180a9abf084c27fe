"""What rows, columns, and what is beside the diagonal have in common.  Rules for `structure`."""

import numpy as np

from ..adapters import adapter_of
from ..leaves import Leaf
from .evidence import EXACT, CaseEvidence, Evidence, Statement
from .factors import near
from .relations import all_off

__all__ = [
    "added_to_rows", "alike_entries", "one_line", "order_of_all", "order_of_rows", "sums_of_rows",
]  # fmt: skip

#: Entries of a row from which on a pattern is no chance.
FEWEST = 3
#: Entries that are in order by chance once in thousands of times.
MANY = 7
#: The rules of a first or last line that alone is off.
ONLY_FIRST = {"row": "only_first_row", "column": "only_first_column", "entry": "only_first_entry"}
ONLY_LAST = {"row": "only_last_row", "column": "only_last_column", "entry": "only_last_entry"}
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


def order_of_all(examined: Evidence) -> Statement | None:
    """Of a function of each entry: the larger is where the larger should be, with other sizes."""
    leaves = all_off(examined)
    pairs = [(look, leaf) for look in examined.compared for leaf in look.off]
    if not leaves or not all(_of_each_entry(look, leaf) for look, leaf in pairs):
        return None
    expected, got = (np.concatenate([np.ravel(getattr(leaf, name)) for leaf in leaves])
                     for name in ("expected", "got"))  # fmt: skip
    known = np.isfinite(expected) & np.isfinite(got)
    ordered = got[known][np.argsort(expected[known], kind="stable")]
    distinct = min(np.unique(expected[known]).size, np.unique(got[known]).size)
    rises = np.all(np.diff(ordered) >= -EXACT * np.max(np.abs(ordered), initial=0.0))
    return Statement("order_of_all") if distinct > MANY and rises else None


def _of_each_entry(look: CaseEvidence, leaf: Leaf) -> bool:
    """Whether an answer has an entry for each one of its only argument."""
    given = look.arguments
    shaped = len(given) == 1 and np.shape(given[0]) == leaf.expected.shape
    return shaped and leaf.expected.ndim > 0 and not leaf.steps


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


def one_line(examined: Evidence) -> Statement | None:
    """Only the first or last row, or column, is off; or, of a vector, only that entry is right."""
    leaves = [leaf for look in examined.compared for leaf in look.off if not leaf.steps]
    if not leaves or any(leaf.expected.ndim not in (1, 2) for leaf in leaves):
        return None
    if any(adapter_of(look.case.exercise).nodes(look.case) for look in examined.compared):
        return None  # the first node of a graph is no end of a loop
    for axis, line in ((0, "row"), (1, "column")):
        sizes = [leaf.expected.shape[axis] if leaf.expected.ndim > axis else 0 for leaf in leaves]
        if min(sizes) < 2 or max(sizes) < 3:
            continue
        off = [_lines_off(leaf, axis) for leaf in leaves]
        vectors = all(leaf.expected.ndim == 1 for leaf in leaves)
        said = _at_an_end(off, sizes, "entry" if vectors else line)
        if said is not None:
            return said
    return None


def _at_an_end(off: list[list[int]], sizes: list[int], which: str) -> Statement | None:
    """Of lines that are off, in each array, whether they are an end, or all but an end."""
    every = [list(range(size)) for size in sizes]
    ends = (
        (ONLY_FIRST[which], [lines[:1] for lines in every]),
        (ONLY_LAST[which], [lines[-1:] for lines in every]),
        ("all_but_first", [lines[1:] for lines in every]),
        ("all_but_last", [lines[:-1] for lines in every]),
    )
    for rule, wanted in ends if which == "entry" else ends[:2]:
        if off == wanted:
            return Statement(rule)
    return None


def _lines_off(leaf: Leaf, axis: int) -> list[int]:
    size = float(np.max(np.abs(leaf.expected[np.isfinite(leaf.expected)]), initial=1e-300))
    with np.errstate(invalid="ignore"):
        wrong = ~((np.abs(leaf.got - leaf.expected) <= EXACT * size) | (leaf.got == leaf.expected))
    others = tuple(a for a in range(wrong.ndim) if a != axis)
    return [int(i) for i in np.flatnonzero(wrong.any(axis=others))]
