"""Outcome against golden values, in the parent, on data: `judge` gives the verdict on one case."""

from .comparison import Comparison, comparison_of, verdict_of
from .verdict import judge

__all__ = ["Comparison", "comparison_of", "judge", "verdict_of"]
