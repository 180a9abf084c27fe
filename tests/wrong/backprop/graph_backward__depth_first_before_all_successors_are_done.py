"""It recurses from the result and visits every node only once, with what has arrived by then."""

import math

import numpy as np


def _value(op, a):
    if op == "add":
        return sum(a)
    if op == "sub":
        return a[0] - a[1]
    if op == "mul":
        return a[0] * a[1]
    if op == "square":
        return a[0] ** 2
    if op == "sigmoid":
        return 1 / (1 + math.exp(-a[0]))
    if op == "relu":
        return max(a[0], 0.0)
    return getattr(math, op)(a[0])


def _local(op, a, out):
    if op == "add":
        return [1.0] * len(a)
    if op == "sub":
        return [1.0, -1.0]
    if op == "mul":
        return [a[1], a[0]]
    x = a[0]
    return [
        {
            "square": 2 * x,
            "exp": out,
            "log": 1 / x if x else 0,
            "sin": math.cos(x),
            "sigmoid": out * (1 - out),
            "tanh": 1 - out * out,
            "relu": float(x > 0),
        }[op]
    ]


def graph_backward(graph, inputs):
    u, it = [], iter(inputs)
    for op, P in graph:
        u.append(float(next(it)) if op == "in" else _value(op, [u[j] for j in P]))
    g = [0.0] * len(graph)
    seen = set()

    def visit(i):
        seen.add(i)
        op, P = graph[i]
        if op == "in":
            return
        for j, d in zip(P, _local(op, [u[j] for j in P], u[i])):
            g[j] += g[i] * d
        for j in P:
            if j not in seen:
                visit(j)

    g[-1] = 1.0
    visit(len(graph) - 1)
    return np.array(g)
