"""Outcome against golden values, in the parent, on data: `judge` gives the verdict on one case."""

from .verdict import judge

__all__ = ["judge"]
