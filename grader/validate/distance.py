"""The distance of two golden values, measured as students are: normwise, runs by displacement."""

from typing import Any

from ..compare import Leaf, Misfit, measure, pair
from ..model import Case, Exercise

__all__ = ["bound_of", "distance"]

#: Largest relative error that the reference may have against an oracle.
SINGLE_BOUND = 1e-12
RUN_BOUND = 1e-11

_PLAIN = Exercise(name="golden", points=0, reference="")


def bound_of(exercise: Exercise) -> float:
    """The bound for one evaluation, or for a run of many steps."""
    return RUN_BOUND if exercise.adapter in ("steps", "run") else SINGLE_BOUND


def distance(case: Case, right: Any, other: Any) -> float:
    """The largest relative distance over the tensors; inf for another form."""
    try:
        if case.exercise.adapter == "steps":
            pairs = zip(right["theta"], other["theta"], strict=True)
            leaves = [Leaf("theta", a, b, steps=True, run=True) for a, b in pairs]
            if "state" in right and "state" in other:
                leaves += pair(_PLAIN, right["state"], other["state"])
            if any(leaf.expected.shape != leaf.got.shape for leaf in leaves):
                return float("inf")
        else:
            leaves = pair(_PLAIN, right, other)
    except (Misfit, ValueError):
        return float("inf")
    for leaf in leaves:
        leaf.run = leaf.run or (
            len(leaves) == 1 and leaf.expected.ndim == 2 and case.exercise.adapter == "run"
        )
    return max((measure(leaf, 0.0, case.spec.scale).size.max_rel for leaf in leaves), default=0.0)
