"""Which entries are off: the last ones, the diagonal, the gold class's.  Rules for `structure`."""

from collections.abc import Callable

import numpy as np

from ..leaves import Leaf, measure
from .evidence import CaseEvidence, Evidence, Statement

__all__ = ["diagonal", "gold_entries", "layers"]


def layers(examined: Evidence) -> Statement | None:
    """Of arrays that are computed from the back, the last ones are right and all before are off."""
    deep = [look for look in examined.compared if len(look.leaves or []) > 1]
    if len(deep) < max(2, len(examined.compared)):
        return None
    ends = {_right_at_the_end(look) for look in deep}
    if len(ends) > 1:
        return None
    (right,) = ends
    if right is None or right == 1 or not deep[0].case.exercise.backwards:
        return None
    return (
        Statement("last_arrays_right", {"right": right}) if right else Statement("last_array_off")
    )


def _right_at_the_end(look: CaseEvidence) -> int | None:
    """How many arrays are right from the end on, where all that is before them is off.

    A bias may be right by chance of the inputs; the matrices before it may not.
    """
    leaves, scale = look.leaves or [], look.case.spec.scale
    within = [measure(leaf, look.tolerance, scale).within for leaf in leaves]
    right = next((i for i, good in enumerate(reversed(within)) if not good), len(within))
    return None if any(within[: len(within) - right]) else right


def diagonal(examined: Evidence) -> Statement | None:
    """Of square matrices, only the diagonal is off, or all but the diagonal."""
    return _split(examined, ("only_diagonal", "all_but_diagonal"), _on_diagonal)


def gold_entries(examined: Evidence) -> Statement | None:
    """Of a row for each example, only the entry of its gold class is off, or only others are."""
    return _split(examined, ("only_gold", "all_but_gold"), _at_gold)


Mask = Callable[[CaseEvidence, Leaf], np.ndarray | None]


def _split(examined: Evidence, rules: tuple[str, str], mask_of: Mask) -> Statement | None:
    """The first rule where only what the mask has is off in every case, the second for the rest."""
    inside, outside = [], []
    for look in examined.compared:
        for leaf in look.off:
            mask = mask_of(look, leaf)
            if mask is None or not mask.any() or mask.all():
                return None
            size = float(np.max(np.abs(leaf.expected), initial=1e-300))
            wrong = ~(np.abs(leaf.got - leaf.expected) <= look.tolerance * size)
            inside.append(bool(wrong[mask].any()))
            outside.append(bool(wrong[~mask].any()))
    if not inside or max(len(look.off) for look in examined.compared) > 1:
        return None
    if all(inside) and not any(outside):
        return Statement(rules[0])
    return Statement(rules[1]) if all(outside) and not any(inside) else None


def _on_diagonal(look: CaseEvidence, leaf: Leaf) -> np.ndarray | None:  # noqa: ARG001
    shape = leaf.expected.shape
    if len(shape) != 2 or shape[0] != shape[1] or shape[0] < 2 or leaf.steps:
        return None
    return np.eye(shape[0], dtype=bool)


def _at_gold(look: CaseEvidence, leaf: Leaf) -> np.ndarray | None:
    names = dict(zip(look.case.exercise.arguments, look.arguments, strict=False))
    gold = names.get("gold")
    if leaf.expected.ndim != 2 or not isinstance(gold, np.ndarray) or gold.dtype.kind != "i":
        return None
    rows, columns = leaf.expected.shape
    if gold.shape != (rows,) or columns < 2 or gold.min() < 0 or gold.max() >= columns:
        return None
    mask = np.zeros((rows, columns), dtype=bool)
    mask[np.arange(rows), gold] = True
    return mask
