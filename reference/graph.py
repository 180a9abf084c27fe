"""Backpropagation on a graph of scalar nodes (slides "Backpropagation Algorithm").

A graph is a list of nodes (operation, P), P being the positions of the predecessors, in
topological order; the "in" nodes come first, the last node is the result u^(n).
"""

from collections.abc import Sequence

import numpy as np

__all__ = ["Graph", "apply", "graph_backward", "graph_forward", "local_derivatives", "successors"]

Graph = Sequence[tuple[str, Sequence[int]]]


def apply(operation: str, A: Sequence[float]) -> float:
    """u = f(A) of one node, A being the values of its predecessors."""
    match operation:
        case "add":
            return sum(A)
        case "sub":
            return A[0] - A[1]
        case "mul":
            return A[0] * A[1]
        case "square":
            return A[0] ** 2
        case "exp":
            return np.exp(A[0])
        case "log":
            return np.log(A[0])
        case "sin":
            return np.sin(A[0])
        case "sigmoid":
            return 1 / (1 + np.exp(-A[0]))
        case "tanh":
            return np.tanh(A[0])
        case "relu":
            return max(A[0], 0.0)
    raise ValueError(f"unknown operation {operation!r}")


def local_derivatives(operation: str, A: Sequence[float]) -> list[float]:
    """du/dA of one node, one for each argument position: x * x has two, both equal to x."""
    u = apply(operation, A)
    match operation:
        case "add":
            return [1.0 for _ in A]
        case "sub":
            return [1.0, -1.0]
        case "mul":
            return [A[1], A[0]]
        case "square":
            return [2 * A[0]]
        case "exp":
            return [u]
        case "log":
            return [1 / A[0]]
        case "sin":
            return [np.cos(A[0])]
        case "sigmoid":
            return [u * (1 - u)]
        case "tanh":
            return [1 - u**2]
        case "relu":
            return [1.0 if A[0] > 0 else 0.0]
    raise ValueError(f"unknown operation {operation!r}")


def graph_forward(graph: Graph, inputs: Sequence[float]) -> np.ndarray:
    """Forward propagation: u (n,), the values of all nodes.

    For i = 1 ... n: A^(i) = the values of P(u^(i)), u^(i) = f^(i)(A^(i)).
    """
    u = np.zeros(len(graph))
    for i, (operation, P) in enumerate(graph):
        A = [u[j] for j in P]
        u[i] = inputs[i] if operation == "in" else apply(operation, A)
    return u


def successors(graph: Graph, i: int) -> list[tuple[int, int]]:
    """Every (j, position) at which node j has node i as an argument: j with i in P(u^(j)).

    The slide prints P as a set; positions count, so that x * x gives two contributions.
    """
    return [
        (j, position)
        for j, (_, P) in enumerate(graph)
        for position, predecessor in enumerate(P)
        if predecessor == i
    ]


def graph_backward(graph: Graph, inputs: Sequence[float]) -> np.ndarray:
    """The simple variant of backpropagation: g (n,), g^(i) = du^(n) / du^(i).

    g^(n) = 1; for i = n-1 ... 1: g^(i) = sum over j with i in P(u^(j)) of g^(j) du^(j)/du^(i).
    A node that does not lead to the result has an empty sum, 0.
    """
    n = len(graph)
    u = graph_forward(graph, inputs)
    g = np.zeros(n)
    g[n - 1] = 1.0
    for i in range(n - 2, -1, -1):
        for j, position in successors(graph, i):
            operation, P = graph[j]
            A = [u[k] for k in P]
            g[i] += g[j] * local_derivatives(operation, A)[position]
    return g
