"""The derivative of sin is the cosine of the node's value, not of its argument."""

import numpy as np


def graph_backward(graph, inputs):
    n = len(graph)
    u = np.zeros(n)
    k = 0
    for i in range(n):
        op, p = graph[i]
        a = [u[j] for j in p]
        if op == "in":
            u[i] = inputs[k]
            k += 1
        elif op == "add":
            u[i] = sum(a)
        elif op == "sub":
            u[i] = a[0] - a[1]
        elif op == "mul":
            u[i] = a[0] * a[1]
        elif op == "square":
            u[i] = a[0] ** 2
        elif op == "exp":
            u[i] = np.exp(a[0])
        elif op == "log":
            u[i] = np.log(a[0])
        elif op == "sin":
            u[i] = np.sin(a[0])
        elif op == "sigmoid":
            u[i] = 1 / (1 + np.exp(-a[0]))
        elif op == "tanh":
            u[i] = np.tanh(a[0])
        elif op == "relu":
            u[i] = max(a[0], 0)
    g = np.zeros(n)
    g[n - 1] = 1
    for i in range(n - 1, -1, -1):
        op, p = graph[i]
        if op == "in":
            continue
        x = u[p[0]]
        if op == "add":
            for j in p:
                g[j] += g[i]
        elif op == "sub":
            g[p[0]] += g[i]
            g[p[1]] -= g[i]
        elif op == "mul":
            g[p[0]] += g[i] * u[p[1]]
            g[p[1]] += g[i] * x
        elif op == "square":
            g[p[0]] += g[i] * 2 * x
        elif op == "exp":
            g[p[0]] += g[i] * u[i]
        elif op == "log":
            g[p[0]] += g[i] / x
        elif op == "sin":
            g[p[0]] += g[i] * np.cos(u[i])
        elif op == "sigmoid":
            g[p[0]] += g[i] * u[i] * (1 - u[i])
        elif op == "tanh":
            g[p[0]] += g[i] * (1 - u[i] ** 2)
        elif op == "relu":
            g[p[0]] += g[i] * (x > 0)
    return g
