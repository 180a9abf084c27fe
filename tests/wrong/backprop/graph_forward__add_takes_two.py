"""The operation add sums its first two predecessors only."""

import math

import numpy as np


def graph_forward(graph, inputs):
    u, nxt = [], 0
    for op, pred in graph:
        a = [u[j] for j in pred]
        if op == "in":
            val = float(inputs[nxt])
            nxt += 1
        elif op == "add":
            val = a[0] + (a[1] if len(a) > 1 else 0)
        elif op == "sub":
            val = a[0] - a[1]
        elif op == "mul":
            val = a[0] * a[1]
        elif op == "square":
            val = a[0] ** 2
        elif op == "exp":
            val = math.exp(a[0])
        elif op == "log":
            val = math.log(a[0])
        elif op == "sin":
            val = math.sin(a[0])
        elif op == "sigmoid":
            val = 1 / (1 + math.exp(-a[0]))
        elif op == "tanh":
            val = math.tanh(a[0])
        elif op == "relu":
            val = max(0.0, a[0])
        u.append(val)
    return np.array(u)
