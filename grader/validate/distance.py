"""The distance of two golden values, measured as students are: normwise, runs by displacement."""

from typing import Any

from ..adapters import adapter_of
from ..leaves import Misfit, measure
from ..model import Case, Exercise

__all__ = ["RUN_BOUND", "bound_of", "distance"]

#: Largest relative error that the reference may have against an oracle.
SINGLE_BOUND = 1e-12
RUN_BOUND = 1e-11


def bound_of(exercise: Exercise) -> float:
    """The bound for one evaluation, or for a run of many steps."""
    return RUN_BOUND if adapter_of(exercise).long else SINGLE_BOUND


def distance(case: Case, right: Any, other: Any) -> float:
    """The largest relative distance over the tensors; inf for another form."""
    try:
        leaves = adapter_of(case.exercise).pair_frozen(case.exercise, right, other)
    except (Misfit, ValueError):
        return float("inf")
    return max((measure(leaf, 0.0, case.spec.scale).size.max_rel for leaf in leaves), default=0.0)
