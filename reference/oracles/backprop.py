"""Backpropagation on graphs and tensors: autograd, torch.func.vjp, and a recursion over paths."""

import math
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
import torch
import torch.nn.functional as nn

from . import witness
from .tensors import array, gradients, index, leaf, tensor

OPERATIONS: dict[str, Callable[..., torch.Tensor]] = {
    "add": lambda *a: reduce(torch.add, a),
    "sub": torch.sub,
    "mul": torch.mul,
    "square": torch.square,
    "exp": torch.exp,
    "log": torch.log,
    "sin": torch.sin,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
}
ACTIVATIONS = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid}


def _nodes(graph: Any, inputs: Any) -> list[torch.Tensor]:
    u: list[torch.Tensor] = []
    for operation, P in graph:
        if operation == "in":
            u.append(leaf(inputs[len(u)]))
        else:
            u.append(OPERATIONS[operation](*(u[j] for j in P)))
    return u


@witness("torch")
def graph_forward(graph: Any, inputs: Any) -> np.ndarray:
    return np.array([float(node.detach()) for node in _nodes(graph, inputs)])


@witness("torch.autograd.grad")
def graph_backward(graph: Any, inputs: Any) -> np.ndarray:
    u = _nodes(graph, inputs)
    return np.array([float(g) for g in gradients(u[-1], u)])


@witness("recursion over all paths")
def second_graph_backward(graph: Any, inputs: Any) -> np.ndarray:
    """The sum over all paths to the result of the products along them; no order of nodes at all."""
    u: list[float] = []
    for operation, P in graph:
        u.append(
            float(inputs[len(u)]) if operation == "in" else _value(operation, [u[j] for j in P])
        )

    def towards(i: int) -> float:
        total = 1.0 if i == len(graph) - 1 else 0.0
        for j, (operation, P) in enumerate(graph):
            for position, k in enumerate(P):
                if k == i:
                    total += _slope(operation, [u[k] for k in P], position) * towards(j)
        return total

    return np.array([towards(i) for i in range(len(graph))])


def _value(operation: str, A: Sequence[float]) -> float:
    table: dict[str, Callable[..., float]] = {
        "add": lambda *a: math.fsum(a), "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
        "square": lambda a: a * a, "exp": math.exp, "log": math.log, "sin": math.sin,
        "sigmoid": lambda a: 1 / (1 + math.exp(-a)), "tanh": math.tanh,
        "relu": lambda a: max(a, 0.0),
    }  # fmt: skip
    return table[operation](*A)


def _slope(operation: str, A: Sequence[float], position: int) -> float:
    table: dict[str, Callable[..., float]] = {
        "add": lambda *a: 1.0, "sub": lambda a, b: (1.0, -1.0)[position],
        "mul": lambda *a: a[1 - position], "square": lambda a: 2 * a, "exp": math.exp,
        "log": lambda a: 1 / a, "sin": math.cos, "tanh": lambda a: 1 / math.cosh(a) ** 2,
        "sigmoid": lambda a: 1 / (2 + math.exp(a) + math.exp(-a)), "relu": lambda a: float(a > 0),
    }  # fmt: skip
    return table[operation](*A)


@witness("torch.func.vjp")
def linear_backward(X: Any, W: Any, b: Any, dY: Any) -> list[np.ndarray]:
    vjp = torch.func.vjp(lambda W, b, X: X @ W + b, tensor(W), tensor(b), tensor(X))[1]
    return [array(g) for g in vjp(tensor(dY))]


@witness("torch.func.vjp")
def vjp_tanh_linear(W: Any, x: Any, u: Any) -> np.ndarray:
    vjp = torch.func.vjp(lambda x: torch.tanh(tensor(W) @ x), tensor(x))[1]
    return array(vjp(tensor(u))[0])


def logits(parameters: Sequence[torch.Tensor], X: torch.Tensor, activation: str) -> torch.Tensor:
    """An MLP of torch.nn.functional.linear, which takes W as (out, in)."""
    H = X
    for k in range(0, len(parameters), 2):
        H = nn.linear(H, parameters[k].T, parameters[k + 1])
        if k < len(parameters) - 2:
            H = ACTIVATIONS[activation](H)
    return H


@witness("torch.nn.functional.linear")
def mlp_forward(parameters: Any, X: Any, activation: str) -> np.ndarray:
    return array(logits([tensor(p) for p in parameters], tensor(X), activation))


@witness("autograd of cross_entropy")
def mlp_backward(parameters: Any, X: Any, gold: Any, activation: str) -> list[np.ndarray]:
    theta = [leaf(p) for p in parameters]
    loss = nn.cross_entropy(logits(theta, tensor(X), activation), index(gold))
    return gradients(loss, theta)
