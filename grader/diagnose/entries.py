"""What the entries that are off have in common, while others are right.  Rules for `structure`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ..leaves import Leaf, measure
from .evidence import EXACT, CaseEvidence, Evidence, Statement
from .factors import near, quantity_of, rounded
from .steps import first_wrong

__all__ = ["factor_of_entries", "limited", "off_by_one_size", "where_input", "zeros"]

#: Entries that are off, and as many that are right, make a pattern.
FEWEST = 3
#: Of the entries that an input marks, so many must be off: one may be right by chance.
MOST = 0.9

#: What is special of an input, and which of its entries have that.
SPECIAL: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {
    "negative": lambda x: x < 0,
    "positive": lambda x: x > 0,
    "zero": lambda x: x == 0,
}


class Entries(NamedTuple):
    """A tensor of a case, and which of its entries are off."""

    look: CaseEvidence
    leaf: Leaf
    wrong: np.ndarray

    @property
    def off(self) -> tuple[np.ndarray, np.ndarray]:
        """Of what is off, expected and got."""
        return self.leaf.expected[self.wrong], self.leaf.got[self.wrong]


def _entries(looks: Sequence[CaseEvidence]) -> list[Entries]:
    """Every tensor that is off in some case; [] where one is a run, whose rows follow each other.

    A tensor without axes is an entry by itself.
    """
    found = []
    for look in looks:
        for leaf in look.off:
            if leaf.steps:
                return []
            wrong = measure(leaf, look.tolerance, look.case.spec.scale).wrong
            found.append(Entries(look, leaf, np.asarray(wrong)))
    return found


def _count_off(entries: Sequence[Entries]) -> int:
    return sum(int(np.count_nonzero(one.wrong)) for one in entries)


def _count_right(entries: Sequence[Entries]) -> int:
    """Right entries that are not 0, which many a wrong formula gives."""
    return sum(int(np.count_nonzero(one.leaf.expected[~one.wrong])) for one in entries)


def where_input(examined: Evidence) -> Statement | None:
    """What is off is where an argument of the same shape is negative, or large, ..."""
    entries = _entries(examined.compared)
    if not entries or _count_off(entries) < FEWEST:
        return None
    names = set.intersection(*(set(_beside(one.look, one.leaf)) for one in entries))
    keys = {one.leaf.key for one in entries}
    for name in [n for n in examined.compared[0].case.exercise.arguments if n in names]:
        right = [np.asarray(a)[()] for a in _right_inputs(examined, name, keys)]
        pairs = [(_beside(one.look, one.leaf)[name], one.wrong) for one in entries]
        wrong = np.concatenate([x[mask] for x, mask in pairs])
        others = np.concatenate([*(x[~mask] for x, mask in pairs), *(x.reshape(-1) for x in right)])
        sort = _sort(wrong, others)
        if sort is not None:
            return Statement("where_input", {"name": name, "sort": sort})
    return None


def _sort(wrong: np.ndarray, right: np.ndarray) -> str | None:
    """What all inputs of wrong entries are, and hardly one of a right entry."""
    if min(wrong.size, right.size) < FEWEST:
        return None
    for sort, of in SPECIAL.items():
        marked = np.count_nonzero(of(wrong)) + np.count_nonzero(of(right))
        if of(wrong).all() and wrong.size >= MOST * marked:
            return sort
    if np.min(np.abs(wrong)) > np.max(np.abs(right)) and np.count_nonzero(right) >= FEWEST:
        return "large"
    return "small" if np.max(np.abs(wrong)) < np.min(np.abs(right)) else None


def _beside(look: CaseEvidence, leaf: Leaf) -> dict[str, np.ndarray]:
    """The arguments that have a number for every entry of a tensor."""
    pairs = zip(look.case.exercise.arguments, look.arguments, strict=False)
    return {
        name: value
        for name, value in pairs
        if isinstance(value, np.ndarray)
        and value.dtype.kind in "fi"
        and value.shape == leaf.expected.shape
        and value.ndim
    }


def _right_inputs(examined: Evidence, name: str, keys: set[str]) -> Iterator[np.ndarray]:
    """The argument in cases in which the tensors are right."""
    for look in examined.looks:
        off = {leaf.key for leaf in look.off}
        for leaf in look.leaves or []:
            beside = _beside(look, leaf)
            if leaf.key in keys - off and name in beside:
                yield beside[name]


def factor_of_entries(examined: Evidence) -> Statement | None:
    """What is off is one and the same factor times the expected, and other entries are right."""
    entries = _entries(examined.compared)
    if not entries or min(_count_off(entries), _count_right(entries)) < FEWEST:
        return None
    expected, got = (np.concatenate([one.off[i] for one in entries]) for i in (0, 1))
    if not np.all(expected) or not np.isfinite(got).all():
        return None
    factors = got / expected
    factor = float(factors[0])
    if factor == 0 or not np.all(np.abs(factors - factor) <= EXACT * abs(factor)):
        return None
    if near(factor, -1.0):
        return Statement("sign_of_entries")
    return (
        None
        if abs(factor - 1) < 1e-4
        else Statement("factor_of_entries", {"factor": rounded(factor)})
    )


def off_by_one_size(examined: Evidence) -> Statement | None:
    """In each case, all that is off is off by the same amount, up or down."""
    entries = _entries(examined.compared)
    if len(examined.compared) < 2 or len(entries) != len(examined.compared):
        return None
    if _count_off(entries) <= FEWEST or not any(np.count_nonzero(e.wrong) > 2 for e in entries):
        return None
    if not any(one.leaf.expected[~one.wrong].size for one in entries):
        return None
    sizes = [_size(one) for one in entries]
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes):
        return None
    said = quantity_of([(e.look, size, 1) for e, size in zip(entries, known, strict=True)])
    if said is not None and said.rule == "divided_by_quantity":
        return Statement("off_by_one_over", said.parameters)
    return Statement("off_by_one_size")


def _size(one: Entries) -> float | None:
    """By how much all that is off of a tensor is off."""
    expected, got = one.off
    apart = np.abs(got - expected)
    if not apart.size or not np.isfinite(apart).all():
        return None
    size = float(apart[0])
    exact = EXACT * max(size, float(np.max(np.abs(one.leaf.expected))))
    return size if np.all(np.abs(apart - size) <= exact) else None


def limited(examined: Evidence) -> Statement | None:
    """Numbers beyond some size are cut off there, and smaller ones are right.

    Of a run, that is said of the step in which it first goes wrong.
    """
    steps = first_wrong(examined)
    if steps:
        looks = [([Leaf(m.key, m.expected, m.got) for m in one.moves], one.look) for one in steps]
    else:
        looks = [(look.off, look) for look in examined.compared]
    found = [_cut(leaves, look.tolerance) for leaves, look in looks]
    known = [one for one in found if one is not None]
    if not steps and len(known) < len(found):
        return None
    cut, right = sum(one[0] for one in known), sum(one[1] for one in known)
    if cut < FEWEST or right < 1:
        return None
    return Statement("limited", steps[0].part if steps else {})


def _cut(leaves: Sequence[Leaf], tolerance: float) -> tuple[int, int] | None:
    """(entries that are cut off, entries that are right); None where that is not what is wrong."""
    if not leaves or any(leaf.steps for leaf in leaves):
        return None
    expected, got = (np.concatenate([np.ravel(getattr(leaf, name)) for leaf in leaves])
                     for name in ("expected", "got"))  # fmt: skip
    wrong = ~(np.abs(got - expected) <= tolerance * np.max(np.abs(expected), initial=1e-300))
    if np.count_nonzero(wrong) < 2 or not np.isfinite(got).all():
        return None
    sizes = np.abs(got[wrong])
    limit = float(sizes[0])
    same = np.all(np.abs(sizes - limit) <= EXACT * limit) and limit > 0
    signs = np.all(np.sign(got[wrong]) == np.sign(expected[wrong]))
    beyond = np.all(np.abs(expected[wrong]) > limit)
    below = np.all(np.abs(expected[~wrong]) <= limit * (1 + EXACT))
    if not (same and signs and beyond and below):
        return None
    return int(np.count_nonzero(wrong)), int(np.count_nonzero(expected[~wrong]))


def zeros(examined: Evidence) -> Statement | None:
    """All that is off is 0 in the answer, or should be 0."""
    entries = _entries(examined.compared)
    if not entries or _count_off(entries) < FEWEST:
        return None
    expected, got = (np.concatenate([one.off[i] for one in entries]) for i in (0, 1))
    if not np.any(got) and np.all(expected):
        return Statement("zeros")
    if not np.any(expected) and _count_right(entries) >= FEWEST:
        return Statement("not_zeros")
    return None
