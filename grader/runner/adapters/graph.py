"""A function of a computation graph, called as any other."""

from . import ChildAdapter
from .function import Function

__all__ = ["ADAPTER", "NAME"]

NAME = "graph"
ADAPTER: ChildAdapter = Function()
