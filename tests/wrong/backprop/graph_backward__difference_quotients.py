"""It changes every node by 1e-4 in turn and runs the rest of the graph again (one-sided)."""

import numpy as np


def _run(graph, inputs, node=None, change=0.0):
    u = []
    for i, (op, P) in enumerate(graph):
        a = [u[j] for j in P]
        if op == "in":
            v = float(inputs[i])
        elif op == "add":
            v = sum(a)
        elif op == "sub":
            v = a[0] - a[1]
        elif op == "mul":
            v = a[0] * a[1]
        elif op == "square":
            v = a[0] * a[0]
        elif op == "sigmoid":
            v = 1 / (1 + np.exp(-a[0]))
        elif op == "relu":
            v = max(0.0, a[0])
        else:
            v = getattr(np, op)(a[0])
        if i == node:
            v = v + change
        u.append(v)
    return u[-1]


def graph_backward(graph, inputs):
    h = 1e-4
    base = _run(graph, inputs)
    return np.array([(_run(graph, inputs, i, h) - base) / h for i in range(len(graph))])
