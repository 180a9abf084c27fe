"""A function of a computation graph, whose answer has an entry for each node."""

from collections.abc import Sequence
from typing import Any

from ..leaves import Distance, Leaf
from ..leaves.places import Parting, at_entry, at_node
from ..model import Case
from ..model.pictures import Kind
from . import Adapter
from .function import Function

__all__ = ["ADAPTER"]


class Graph(Function):
    """f(graph, inputs): the first wrong node is the place, or the last one, going back."""

    figure: Kind = "graph"

    def nodes(self, case: Case) -> list[Any] | None:
        """The graph, which is the first argument."""
        nodes: list[Any] = case.inputs["args"][0]
        return nodes

    def parting(
        self,
        case: Case,
        expected: Any,  # noqa: ARG002
        got: Any,  # noqa: ARG002
        off: Sequence[tuple[Leaf, Distance]],
        tolerance: float,  # noqa: ARG002
    ) -> Parting:
        """The first wrong node."""
        if off[0][0].expected.ndim != 1:
            return at_entry(off)
        operations = [operation for operation, _ in self.nodes(case) or []]
        return at_node(off, operations, case.exercise.backwards)


ADAPTER: Adapter = Graph()
