"""numpy's g[pred] += ... keeps only the last of repeated positions, so x * x and x + x are half of what they should be."""

import numpy as np


def graph_backward(graph, inputs):
    f = {
        "add": np.sum,
        "sub": lambda a: a[0] - a[1],
        "mul": np.prod,
        "square": lambda a: a[0] ** 2,
        "exp": lambda a: np.exp(a[0]),
        "log": lambda a: np.log(a[0]),
        "sin": lambda a: np.sin(a[0]),
        "sigmoid": lambda a: 1 / (1 + np.exp(-a[0])),
        "tanh": lambda a: np.tanh(a[0]),
        "relu": lambda a: max(a[0], 0.0),
    }
    df = {
        "add": lambda a, v: np.ones(len(a)),
        "sub": lambda a, v: np.array([1.0, -1.0]),
        "mul": lambda a, v: a[::-1],
        "square": lambda a, v: 2 * a,
        "exp": lambda a, v: v,
        "log": lambda a, v: 1 / a,
        "sin": lambda a, v: np.cos(a),
        "sigmoid": lambda a, v: v * (1 - v),
        "tanh": lambda a, v: 1 - v * v,
        "relu": lambda a, v: (a > 0) * 1.0,
    }
    u = np.zeros(len(graph))
    u[: len(inputs)] = inputs
    for i, (op, pred) in enumerate(graph):
        if op != "in":
            u[i] = f[op](u[pred])
    g = np.zeros(len(graph))
    g[-1] = 1.0
    for i in reversed(range(len(graph))):
        op, pred = graph[i]
        if op != "in":
            g[pred] += g[i] * df[op](u[pred], u[i])
    return g
