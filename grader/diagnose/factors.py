"""Factors between an answer and the expected one, and what they are.  Rules for `structure`."""

from collections.abc import Sequence

import numpy as np

from ..leaves import Leaf
from .evidence import EXACT, CaseEvidence, Evidence, Statement

__all__ = [
    "common_factor", "constant_factor", "factor_of", "factor_per_axis", "near", "quantity_of",
    "rounded",
]  # fmt: skip

#: Factors that have a rule of their own.
NAMED = {
    -1.0: "opposite_sign",
    2.0: "twice",
    0.5: "half",
    -2.0: "minus_twice",
    -0.5: "minus_half",
    1 / np.log(2): "bits",
    np.log(2): "times_log_2",
    1 / np.log(10): "decimal_digits",
}


def near(a: float, b: float) -> bool:
    """Whether two factors are the same but for rounding."""
    return abs(a - b) <= EXACT * max(abs(a), abs(b))


def rounded(value: float, digits: int = 6) -> float:
    """A number as it is told: nothing more of what is expected is given away."""
    return float(f"{value:.{digits}g}")


def factor_of(leaf: Leaf) -> tuple[float, int] | None:
    """(c, entries) with got = c expected in every entry; None if there is no such c."""
    expected, got = leaf.expected.reshape(-1), leaf.got.reshape(-1)
    if not (np.isfinite(expected).all() and np.isfinite(got).all()) or not expected.any():
        return None
    c = float(got @ expected / (expected @ expected))
    size = float(np.max(np.abs(got), initial=0.0))
    if c == 0 or not np.max(np.abs(got - c * expected)) <= EXACT * size:
        return None
    return c, int(np.count_nonzero(expected))


def _factors(examined: Evidence) -> list[tuple[CaseEvidence, float, int]] | None:
    """One factor per case that is off, all tensors of the case alike."""
    found = []
    for look in examined.compared:
        common = common_factor(look.off)
        if common is None:
            return None
        found.append((look, *common))
    return found or None


def common_factor(leaves: Sequence[Leaf]) -> tuple[float, int] | None:
    """The one factor of several tensors, and their entries; None if there is no such factor."""
    values = [value for leaf in leaves if (value := factor_of(leaf)) is not None]
    if len(values) < len(leaves) or not all(near(value[0], values[0][0]) for value in values):
        return None
    return values[0][0], sum(value[1] for value in values)


def constant_factor(examined: Evidence) -> Statement | None:
    """The same factor everywhere, or one that is m, C, beta ... in each case."""
    found = _factors(examined)
    if found is None:
        return None
    factors = [factor for _, factor, _ in found]
    if any(abs(factor - 1) < 1e-4 for factor in factors):
        return None  # very near is another matter than a factor
    evidence = sum(entries for _, _, entries in found)
    if all(near(factor, factors[0]) for factor in factors) and evidence > 1:
        for value, rule in NAMED.items():
            if near(value, factors[0]):
                return Statement(rule)
        if len({look.case.data for look, _, _ in found}) > 1 or evidence > 2:
            return quantity_of(found) or Statement("factor", {"factor": rounded(factors[0])})
    return quantity_of(found) if len(found) > 1 else None


def quantity_of(found: Sequence[tuple[CaseEvidence, float, int]]) -> Statement | None:
    """A quantity of the inputs that the factor is, or one over it, in every case."""
    common = set.intersection(*(set(look.quantities) for look, _, _ in found))
    for quantity in sorted(common, key=lambda q: q.order):
        pairs = [(factor, look.quantities[quantity]) for look, factor, _ in found]
        for sign in (1, -1):
            parameters = {"sign": sign, "quantity": quantity._asdict()}
            if all(near(sign * factor, value) for factor, value in pairs):
                summed = quantity.kind in ("examples", "entries")
                return Statement("sum_for_mean" if summed else "times_quantity", parameters)
            if all(near(sign * factor * value, 1.0) for factor, value in pairs):
                return Statement("divided_by_quantity", parameters)
    return None


def factor_per_axis(examined: Evidence) -> Statement | None:
    """Each row, or each column, has a factor of its own."""
    leaves = [leaf for look in examined.compared for leaf in look.off]
    if any(leaf.expected.ndim != 2 or leaf.steps for leaf in leaves):
        return None
    for axis, rule in ((1, "factor_of_each_row"), (0, "factor_of_each_column")):
        lines = [_lines(leaf, axis) for leaf in leaves]
        # Rows of one entry have a factor always; three rows of three cannot have it by chance.
        if all(lines) and any(_enough(found) for found in lines if found):
            return Statement(rule)
    return None


def _enough(lines: list[tuple[float, int]]) -> bool:
    """Three lines of three entries, and more than one of them with a factor."""
    several = sum(not near(factor, 1.0) for factor, _ in lines) > 1
    return several and len(lines) > 2 and min(entries for _, entries in lines) > 2


def _lines(leaf: Leaf, axis: int) -> list[tuple[float, int]] | None:
    """(factor, entries) of each row or column that is not zero; None where one has no factor."""
    expected, got = (leaf.expected, leaf.got) if axis == 1 else (leaf.expected.T, leaf.got.T)
    rows = [(e, g) for e, g in zip(expected, got, strict=True) if np.any(e) or np.any(g)]
    found = [factor_of(Leaf("", e, g)) for e, g in rows]
    return None if None in found else [f for f in found if f is not None]
