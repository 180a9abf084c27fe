"""Outcome against golden values, in the parent, on data: `judge` gives the verdict on one case."""

from .comparison import Comparison, comparison_of, graded_together, verdicts_of
from .verdict import judge

__all__ = ["Comparison", "comparison_of", "graded_together", "judge", "verdicts_of"]
