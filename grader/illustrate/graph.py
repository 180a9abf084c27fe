"""Computation graphs in layers: every node with its value, what was answered, and what is right."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..cases.structures import value_of
from ..leaves import Leaf, measure
from ..leaves.distance import errors
from ..model import Graded
from ..model.pictures import GraphFigure, GraphNode
from .arrays import leaves_of, short, smallest

__all__ = ["graph"]

#: A larger one is no picture.
NODES = 30


def graph(own: Sequence[Graded], tolerance: float) -> tuple[GraphFigure, ...]:
    """The smallest failing graph; where all are right, the largest that is still easy to read."""
    graded = smallest(own) or max(
        (g for g in own if g.outcome.status == "value" and len(g.case.inputs["args"][0]) <= 16),
        key=lambda g: len(g.case.data),
        default=None,
    )
    if graded is None:
        return ()
    nodes, inputs = graded.case.inputs["args"]
    leaves = leaves_of(graded)
    if len(leaves) != 1 or len(nodes) > NODES:
        return ()
    return (_figure(graded, nodes, inputs, leaves[0], tolerance),)


def _figure(
    graded: Graded, nodes: Any, inputs: np.ndarray, leaf: Leaf, tolerance: float
) -> GraphFigure:
    off = measure(leaf, tolerance, graded.case.spec.scale).wrong & (errors(leaf) > 0)
    values: list[float] = []
    for i, (operation, P) in enumerate(nodes):
        A = [values[j] for j in P]
        values.append(float(inputs[i]) if operation == "in" else value_of(operation, A))
    places = _places(nodes)
    made = [
        GraphNode(
            operation=operation,
            predecessors=tuple(P),
            place=places[i],
            value=short(values[i], 6),
            got=short(leaf.got[i], 6),
            expected=short(leaf.expected[i], 6),
            off=bool(off[i]),
        )
        for i, (operation, P) in enumerate(nodes)
    ]
    return GraphFigure(
        case=graded.case.spec.name, nodes=tuple(made), backward=graded.case.exercise.backwards
    )


def _places(nodes: Any) -> list[tuple[int, int]]:
    """(layer, row): a node's layer is the longest way to it; rows follow the predecessors' rows."""
    layer: list[int] = []
    for _, P in nodes:
        layer.append(1 + max((layer[j] for j in P), default=-1))
    rows = [0] * len(nodes)
    for depth in range(max(layer) + 1):
        here = [i for i, own in enumerate(layer) if own == depth]

        def middle(i: int) -> float:
            P = nodes[i][1]
            return sum(rows[j] for j in P) / len(P) if P else i

        for row, i in enumerate(sorted(here, key=middle)):
            rows[i] = row
    return list(zip(layer, rows, strict=True))
