"""Generators of whole argument lists: networks with a margin at every kink, and graphs."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from .draw import Draw
from .generators import away, generator, labels, layers

__all__: list[str] = []

Array = np.ndarray
Node = tuple[str, list[int]]

#: No pre-activation of a ReLU network comes nearer to its kink than this.
MARGIN = 1e-3


@generator
def mlp(
    draw: Draw,
    sizes: Sequence[int],
    m: int,
    activation: str,
    gold: bool = True,
    scale: float = 1.5,
    shift: float = 0.0,
) -> list[Any]:
    """[parameters, X, gold, activation] (or without gold) for an MLP with these layer sizes.

    All logits are moved by `shift`, through the last bias.

    With "relu", every hidden layer has units that are on and units that are off, and none within
    1e-3 of the kink.
    """
    for _ in range(1000):
        parameters, X = layers(draw, sizes, scale), draw.normal((m, sizes[0]))
        if activation != "relu" or _has_margin(parameters, X):
            parameters[-1] = parameters[-1] + shift
            extra = [labels(draw, m, sizes[-1])] if gold else []
            return [parameters, X, *extra, activation]
    raise ValueError("no network of these sizes with units on and off was found")


def _has_margin(parameters: list[Array], X: Array) -> bool:
    H = X
    for W, b in zip(parameters[:-2:2], parameters[1:-2:2], strict=True):
        Z = H @ W + b
        if np.min(np.abs(Z)) < MARGIN or np.all(Z > 0) or np.all(Z < 0):
            return False
        H = np.where(Z > 0, Z, 0.0)
    return True


@generator
def network_example(draw: Draw, gold: bool = False) -> list[Any]:
    """[x (2,), w (9,)] or [x, w, gold] of the worked example's network, units on and off."""
    for _ in range(1000):
        x, w = away(draw, 2, 0.3, 2.0), away(draw, 9, 0.3, 2.0)
        i = np.array([w[0:2] @ x, w[2:4] @ x, w[4:6] @ x])
        if np.min(np.abs(i)) > 0.05 and np.any(i > 0) and np.any(i < 0):
            return [x, w, *([float(draw.uniform(1, 4.0, 9.0)[0])] if gold else [])]
    raise ValueError("no example was found")


@generator
def nodes(
    draw: Draw, graph: Sequence[Any], low: float = 0.4, high: float = 1.8, whole: bool = False
) -> list[Any]:
    """[graph, inputs]: the graph given as [operation, [positions]], inputs positive, or int64."""
    made: list[Node] = [(str(operation), list(P)) for operation, P in graph]
    for i, (operation, P) in enumerate(made):
        if operation not in OPERATIONS:
            raise ValueError(f"node {i}: unknown operation {operation!r}")
        if operation == "in" and any(other != "in" for other, _ in made[:i]):
            raise ValueError(f"node {i}: the 'in' nodes come first")
        if any(j >= i for j in P):
            raise ValueError(f"node {i}: its predecessors {P} must come before it")
    count = sum(operation == "in" for operation, _ in made)
    return [made, draw.integers(count, 2, 6) if whole else draw.uniform(count, low, high)]


@generator
def random_graph(draw: Draw, size: int, inputs: int = 3) -> list[Any]:
    """[graph, inputs] with x*x, x+x, a sum of three, unequal path lengths and an unused node.

    Values stay between 0.05 and 8 in size, logarithms get positive numbers, and no ReLU is near
    its kink.
    """
    for _ in range(2000):
        graph, x = _grow(draw, size, inputs)
        if _sound(graph, x):
            return [graph, x]
    raise ValueError(f"no sound graph of {size} nodes was found")


_UNARY = ("square", "exp", "log", "sin", "sigmoid", "tanh", "relu")
_BINARY = ("add", "sub", "mul")
OPERATIONS = frozenset({"in", *_UNARY, *_BINARY})


def _grow(draw: Draw, size: int, inputs: int) -> tuple[list[Node], Array]:
    x = away(draw, inputs, 0.3, 1.5)
    graph: list[Node] = [("in", []) for _ in range(inputs)]
    graph += [("mul", [0, 0]), ("add", [1, 1])]  # x * x and x + x
    shared = len(graph)
    graph.append(("mul", [shared - 2, shared - 1]))
    for i in range(len(graph), size):
        recent = i - 1 - int(draw.integers(1, 0, min(3, i))[0])
        other = int(draw.integers(1, 0, i)[0])
        if draw.unit(1)[0] < 0.5:
            graph.append((_UNARY[int(draw.integers(1, 0, len(_UNARY))[0])], [i - 1]))
        else:
            graph.append((_BINARY[int(draw.integers(1, 0, 3)[0])], [recent, other]))
    last = len(graph)
    graph.append(("sin", [shared]))  # leads nowhere
    # `shared` is used at once, in the middle and by the result: three paths of unequal length.
    graph.append(("tanh", [shared]))
    graph.append(("add", [shared, last - 1, last + 1]))
    return graph, x


def _sound(graph: list[Node], x: Array) -> bool:
    u: list[float] = []
    for operation, predecessors in graph:
        A = [u[j] for j in predecessors]
        if operation == "log" and A[0] < 0.2:
            return False
        u.append(float(x[len(u)]) if operation == "in" else value_of(operation, A))
        if not 0.05 <= abs(u[-1]) <= 8 and operation != "relu":
            return False
        if operation == "relu" and abs(A[0]) < 0.05:
            return False
    return True


def value_of(operation: str, A: list[float]) -> float:
    a = A[0]
    table = {
        "add": sum(A), "sub": a - A[-1], "mul": a * A[-1], "square": a * a, "sin": np.sin(a),
        "exp": np.exp(min(a, 50.0)), "log": np.log(max(a, 1e-9)), "tanh": np.tanh(a),
        "sigmoid": 1 / (1 + np.exp(-a)), "relu": max(a, 0.0),
    }  # fmt: skip
    return float(table[operation])
