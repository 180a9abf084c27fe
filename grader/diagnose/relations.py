"""How an answer that is off relates to the expected one as a whole.  Rules for `structure`."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from ..leaves import Leaf
from .evidence import EXACT, CaseEvidence, Evidence, Statement
from .factors import factor_of, near, quantity_of

__all__ = [
    "all_off", "count", "exchanged", "factor_of_each_case", "function_of", "negative",
    "plus_quantity", "product", "rounded_off", "running",
]  # fmt: skip

#: Numbers, or cases of a single number, from which on a relation is no chance.
FEWEST = 3

#: The rule of what is added, by its sign.
SIGNS = {1: "plus_quantity", -1: "minus_quantity"}
#: Of numbers that somebody rounded.
DIGITS = (1, 2, 3, 4, 5, 6)
#: Slug -> a function that is forgotten, or made once too often.
FUNCTIONS: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {
    "square_of": np.square,
    "root_of": np.sqrt,
    "absolute_of": np.abs,
    "exponential_of": np.exp,
    "logarithm_of": np.log,
    "minus_logarithm_of": lambda e: -np.log(e),
    "reciprocal_of": lambda e: 1 / e,
    "one_minus": lambda e: 1 - e,
}


def _alike(got: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays of one shape are the same but for rounding."""
    size = float(np.max(np.abs(got), initial=0.0))
    return bool(np.isfinite(other).all()) and bool(np.all(np.abs(got - other) <= EXACT * size))


def all_off(examined: Evidence) -> list[Leaf]:
    """The tensors that are off, of all cases."""
    return [leaf for look in examined.compared for leaf in look.off]


def _numbers_off(examined: Evidence) -> tuple[np.ndarray, np.ndarray] | None:
    """All numbers of the tensors that are off, expected and got; None for runs, or without some."""
    leaves = all_off(examined)
    if not leaves or any(leaf.steps for leaf in leaves):
        return None
    expected, got = (
        np.concatenate([np.ravel(getattr(leaf, name)) for leaf in leaves])
        for name in ("expected", "got")
    )
    return (expected, got) if np.isfinite(got).all() else None


def function_of(examined: Evidence) -> Statement | None:
    """Every number is the square, the root, the logarithm ... of the expected one."""
    numbers = _numbers_off(examined)
    if numbers is None or np.unique(numbers[0]).size < FEWEST:
        return None
    expected, got = numbers
    with np.errstate(all="ignore"):  # of what a function is not defined for it gives nan
        fits = (rule for rule, function in FUNCTIONS.items() if _alike(got, function(expected)))
        rule = next(fits, None)
    return None if rule is None else Statement(rule)


def rounded_off(examined: Evidence) -> Statement | None:
    """Every number is the expected one with a few digits behind the point."""
    numbers = _numbers_off(examined)
    if numbers is None or np.unique(numbers[1]).size < FEWEST:
        return None
    expected, got = numbers
    for digits in DIGITS:
        if np.all(np.abs(got - np.round(expected, digits)) <= EXACT * 10.0**-digits):
            return Statement("rounded_off", {"digits": digits})
    return None


def running(examined: Evidence) -> Statement | None:
    """Along the first axis, every number is the sum, or the mean, of all expected up to it."""
    leaves = all_off(examined)
    if not leaves or any(leaf.expected.ndim < 1 or leaf.steps for leaf in leaves):
        return None
    if max(len(leaf.expected) for leaf in leaves) < FEWEST:
        return None
    for rule, of in (("running_sum", _sums), ("running_mean", _means)):
        if all(_alike(leaf.got, of(leaf.expected)) for leaf in leaves):
            return Statement(rule)
    return None


def _sums(array: np.ndarray) -> np.ndarray:
    return np.cumsum(array, axis=0)


def _means(array: np.ndarray) -> np.ndarray:
    counts = np.arange(1, len(array) + 1).reshape(-1, *(1 for _ in array.shape[1:]))
    return np.asarray(_sums(array) / counts)


def factor_of_each_case(examined: Evidence) -> Statement | None:
    """In every case one factor, which is another one from case to case."""
    found = []
    for look in examined.compared:
        factors = [None if leaf.steps else factor_of(leaf) for leaf in look.off]
        known = [factor for factor in factors if factor is not None]
        if len(known) < len(factors) or not all(near(f, known[0][0]) for f, _ in known):
            return None
        found.append((known[0][0], sum(entries for _, entries in known)))
    telling = [factor for factor, entries in found if entries >= FEWEST]
    if len(telling) < 2 or all(near(factor, telling[0]) for factor in telling):
        return None
    return Statement("factor_of_each_case") if min(telling) > 0 else None


def plus_quantity(examined: Evidence) -> Statement | None:
    """Off by an argument, by m, ... in every case, which is another number from case to case."""
    found = []
    for look in examined.compared:
        differences = np.concatenate([np.ravel(leaf.got - leaf.expected) for leaf in look.off])
        first = float(differences[0])
        largest = max(float(np.max(np.abs(leaf.expected), initial=0.0)) for leaf in look.off)
        exact = EXACT * max(abs(first), largest)
        if any(leaf.steps for leaf in look.off) or not np.ptp(differences) <= exact:
            return None
        found.append((look, first, differences.size))
    if len(found) < 2 or all(near(apart, found[0][1]) for _, apart, _ in found):
        return None
    said = quantity_of(found)
    if said is None or said.rule == "divided_by_quantity" or said.parameters["sign"] not in SIGNS:
        return None
    return Statement(SIGNS[said.parameters["sign"]], {"quantity": said.parameters["quantity"]})


def exchanged(examined: Evidence) -> Statement | None:
    """What is off is what another part of the answer should be."""
    looks = examined.compared
    off = list(dict.fromkeys(leaf.key for look in looks for leaf in look.off))
    if len(looks) < 2 or "" in off:
        return None
    pairs = []
    for key in off:
        found = next((other for other in _keys(looks) if _stands_for(looks, key, other)), None)
        if found is None:
            return None
        pairs.append({"found": key, "other": found})
    return Statement("exchanged", {"exchanged": pairs}) if pairs else None


def _keys(looks: Sequence[CaseEvidence]) -> list[str]:
    return list(dict.fromkeys(leaf.key for look in looks for leaf in look.leaves or []))


def _stands_for(looks: Sequence[CaseEvidence], key: str, other: str) -> bool:
    """Whether a part is in all cases what another one should be, and not by being 0 there."""
    telling = 0
    for look in looks:
        leaves = {leaf.key: leaf for leaf in look.leaves or []}
        if key == other or not {key, other} <= set(leaves) or leaves[key].steps:
            return False
        own, wanted = leaves[key].got, leaves[other].expected
        if own.shape != wanted.shape or not _alike(own, wanted):
            return False
        telling += bool(np.any(own)) and not _alike(own, leaves[key].expected)
    return telling > 1


def product(examined: Evidence) -> Statement | None:
    """The answer is a product with an argument, as the expected one is, and so that one is right.

    Only a matrix with fewer columns than rows (or the reverse) can tell: its products are few.
    """
    looks = examined.compared
    if not looks or any(leaf.steps for look in looks for leaf in look.off):
        return None
    for name in looks[0].case.exercise.arguments:
        for turned in (False, True):
            left = [_codimension(look, name, turned) for look in looks]
            known = [count for count in left if count is not None]
            if len(known) == len(left) and sum(known) > 1:
                return Statement("product", {"matrix": f"{name}^T" if turned else name})
    return None


def _codimension(look: CaseEvidence, name: str, turned: bool) -> int | None:
    """How many numbers of the answer a product with a matrix leaves no choice of.

    None where the answer, or the expected one, is no such product.
    """
    names = look.case.exercise.arguments
    matrix = dict(zip(names, look.arguments, strict=False)).get(name)
    if not isinstance(matrix, np.ndarray) or matrix.ndim != 2 or matrix.dtype.kind not in "fi":
        return None
    M = np.asarray(matrix.T if turned else matrix, np.float64)
    count = 0
    for leaf in look.off:
        if leaf.expected.ndim != 1 or len(leaf.expected) != len(M):
            return None
        for side in (leaf.expected, leaf.got):
            rest = side - M @ np.linalg.lstsq(M, side, rcond=None)[0]
            if not np.max(np.abs(rest)) <= EXACT * np.max(np.abs(side), initial=1e-300):
                return None
        count += len(M) - int(np.linalg.matrix_rank(M))
    return count


def negative(examined: Evidence) -> Statement | None:
    """In every case that is off, and has numbers, some are negative where none is expected."""
    every = [leaf.expected for look in examined.looks for leaf in look.leaves or []]
    off = [leaf for leaf in all_off(examined) if np.isfinite(leaf.got).all()]
    if len(off) < 2 or any(leaf.steps for leaf in off):
        return None
    if sum(leaf.expected.size for leaf in off) < FEWEST or any(np.any(e < 0) for e in every):
        return None
    below = all(np.min(leaf.got) < -1e-9 * np.max(leaf.expected) for leaf in off)
    return Statement("negative") if below else None


def count(examined: Evidence) -> Statement | None:
    """A whole number, as of steps, is too small in every case that is off, or too large."""
    found: dict[str, set[float]] = {}
    cases = 0
    for look in examined.compared:
        whole = list(_whole_numbers(look))
        cases += bool(whole)
        for leaf in whole:
            found.setdefault(leaf.key, set()).add(float(np.sign(leaf.got - leaf.expected)))
    if cases < len(examined.compared) or cases < 2 or len(found) != 1:
        return None
    ((key, signs),) = found.items()
    if len(signs) > 1:
        return None
    return Statement(
        "too_small" if signs == {-1.0} else "too_large", {"tensors": [key]} if key else {}
    )


def _whole_numbers(look: CaseEvidence) -> Iterator[Leaf]:
    """The counts that are off: numbers that were given as ints."""
    expected = look.golden.expected
    names = look.case.exercise.outputs
    parts = expected if isinstance(expected, list) else [expected]
    whole = {names[i] if i < len(names) else "" for i, p in enumerate(parts) if type(p) is int}
    return (leaf for leaf in look.off if leaf.key in whole and not leaf.expected.ndim)
