"""The sigmoid has e^(+x) in the denominator, and relu lets a hundredth of a negative number through."""

import numpy as np


def graph_forward(graph, inputs):
    inputs = list(inputs)
    u = np.empty(len(graph))
    for n, (kind, p) in enumerate(graph):
        x = u[p[0]] if p else None
        if kind == "in":
            u[n] = inputs.pop(0)
        if kind == "add":
            u[n] = np.sum(u[p])
        if kind == "sub":
            u[n] = x - u[p[1]]
        if kind == "mul":
            u[n] = x * u[p[1]]
        if kind == "square":
            u[n] = x * x
        if kind in ("exp", "log", "sin", "tanh"):
            u[n] = getattr(np, kind)(x)
        if kind == "sigmoid":
            u[n] = 1 / (1 + np.exp(x))
        if kind == "relu":
            u[n] = x if x > 0 else 0.01 * x
    return u
