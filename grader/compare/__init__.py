"""Outcome against golden values, in the parent, on data: `judge` gives the verdict on one case."""

from .distance import Distance, measure
from .pairing import Leaf, Misfit, pair
from .verdict import judge

__all__ = ["Distance", "Leaf", "Misfit", "judge", "measure", "pair"]
