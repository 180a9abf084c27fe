"""A computation graph in layers, the inputs at the top."""

import msgspec

from ...language import translated as _
from ...model.pictures import GraphFigure
from .svg import number

__all__ = ["EdgeView", "GraphView", "NodeView", "graph_view"]

WIDE, HIGH = 104, 58
GAP_X, GAP_Y = 16, 34
SIGNS = {"add": "+", "sub": "−", "mul": "×", "square": "u²"}


class EdgeView(msgspec.Struct, frozen=True):
    """A line from a predecessor down to its successor."""

    path: str


class NodeView(msgspec.Struct, frozen=True, kw_only=True):
    """A box: operation, value, and what was answered for it."""

    number: int
    x: float
    y: float
    operation: str
    value: str
    got: str
    expected: str
    off: bool


class GraphView(msgspec.Struct, frozen=True, kw_only=True):
    """The whole graph."""

    case: str
    backward: bool
    width: float
    height: float
    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    about: str
    template: str = "graph"


def graph_view(figure: GraphFigure) -> GraphView:
    """Layers from top to bottom, each centred; edges that pass a layer bend around it."""
    layers: dict[int, int] = {}
    for node in figure.nodes:
        layers[node.place[0]] = max(layers.get(node.place[0], 0), node.place[1] + 1)
    widest = max(layers.values())
    width = widest * (WIDE + GAP_X) + 2 * GAP_X
    centres = []
    for node in figure.nodes:
        layer, row = node.place
        x = width / 2 + (row - (layers[layer] - 1) / 2) * (WIDE + GAP_X)
        centres.append((x, layer * (HIGH + GAP_Y) + HIGH / 2 + 4))
    edges = [
        EdgeView(_edge(centres[j], centres[i], k, figure.nodes[j].place[0], node.place[0]))
        for i, node in enumerate(figure.nodes)
        for k, j in enumerate(node.predecessors)
    ]
    wrong = [str(i) for i, node in enumerate(figure.nodes) if node.off]
    if not wrong:
        told = _("{count} nodes; all are right")
    elif figure.backward:
        told = _("{count} nodes; the gradient is off at node {nodes}")
    else:
        told = _("{count} nodes; the value is off at node {nodes}")
    about = told.format(count=len(figure.nodes), nodes=", ".join(wrong))
    nodes = tuple(
        NodeView(
            number=i,
            x=round(centres[i][0] - WIDE / 2, 1),
            y=round(centres[i][1] - HIGH / 2, 1),
            operation=SIGNS.get(node.operation, node.operation),
            value=number(node.value, 4),
            got=number(node.got, 4),
            expected=number(node.expected, 6),
            off=node.off,
        )
        for i, node in enumerate(figure.nodes)
    )
    return GraphView(
        case=figure.case,
        backward=figure.backward,
        width=width,
        height=len(layers) * (HIGH + GAP_Y) - GAP_Y + 8,
        nodes=nodes,
        edges=tuple(edges),
        about=about,
    )


def _edge(
    start: tuple[float, float], end: tuple[float, float], argument: int, above: int, below: int
) -> str:
    """From the lower side of a box to the upper side of another; two of the same part a little."""
    (x0, y0), (x1, y1) = start, end
    y0, y1 = y0 + HIGH / 2, y1 - HIGH / 2
    x1 += (argument - 0.5) * 18
    x0 += (argument - 0.5) * 10
    bend = GAP_Y * 0.7
    side = 0.0
    if below - above > 1:  # around the boxes of the layers between
        side = (WIDE / 2 + GAP_X) * (1 if x1 >= x0 else -1)
    return (
        f"M{x0:.0f} {y0:.0f}C{x0 + side:.0f} {y0 + bend:.0f} {x1 + side:.0f} {y1 - bend:.0f} "
        f"{x1:.0f} {y1:.0f}"
    )
