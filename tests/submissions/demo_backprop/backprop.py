"""Backpropagation with the mistakes that are made most."""

import math

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def value(operation, a):
    if operation == "add":
        return sum(a)
    if operation == "sub":
        return a[0] - a[1]
    if operation == "mul":
        return a[0] * a[1]
    if operation == "relu":
        return max(a[0], 0)
    if operation == "square":
        return a[0] ** 2
    return {"exp": math.exp, "log": math.log, "sin": math.sin, "tanh": math.tanh, "sigmoid": sigmoid}[operation](a[0])


def slope(operation, a, k):
    x = a[0]
    if operation == "add":
        return 1
    if operation == "sub":
        return 1 if k == 0 else -1
    if operation == "mul":
        return a[1 - k]
    return {
        "relu": float(x > 0),
        "square": 2 * x,
        "exp": math.exp(x),
        "log": 1 / x,
        "sin": math.cos(x),
        "tanh": 1 - math.tanh(x) ** 2,
        "sigmoid": sigmoid(x) * (1 - sigmoid(x)),
    }[operation]


def graph_forward(graph, inputs):
    u = list(inputs)
    for operation, before in graph[len(inputs):]:
        u.append(value(operation, [u[j] for j in before]))
    return np.array(u)


def graph_backward(graph, inputs):
    u = graph_forward(graph, inputs)
    g = np.zeros(len(graph))
    g[-1] = 1
    for j in range(len(graph) - 1, -1, -1):
        operation, before = graph[j]
        for k, i in enumerate(before):
            g[i] = g[j] * slope(operation, [u[p] for p in before], k)
    return g


def linear_backward(X, W, b, dY):
    return dY.T @ X, dY.sum(axis=0), dY @ W.T


def vjp_tanh_linear(W, x, u):
    return W.T @ (u * (1 - np.tanh(W @ x) ** 2))


def mlp_forward(parameters, X, activation):
    f = {"relu": lambda z: np.maximum(z, 0), "tanh": np.tanh, "sigmoid": sigmoid}[activation]
    h = X
    for k in range(0, len(parameters), 2):
        h = h @ parameters[k] + parameters[k + 1]
        if k + 2 < len(parameters):
            h = f(h)
    return h


def mlp_backward(parameters, X, gold, activation):
    f = {"relu": lambda z: np.maximum(z, 0), "tanh": np.tanh, "sigmoid": sigmoid}[activation]
    hs = [X]
    for k in range(0, len(parameters), 2):
        z = hs[-1] @ parameters[k] + parameters[k + 1]
        hs.append(f(z) if k + 2 < len(parameters) else z)
    p = np.exp(hs[-1])
    p /= p.sum(axis=1, keepdims=True)
    p[range(len(gold)), gold] -= 1
    d = p
    gradients = []
    for k in range(len(parameters) - 2, -1, -2):
        h = hs[k // 2]
        gradients = [h.T @ d, d.sum(axis=0)] + gradients
        d = d @ parameters[k].T
        if activation == "relu":
            d = d * (h > 0)
        elif activation == "tanh":
            d = d * (1 - h**2)
        else:
            d = d * h * (1 - h)
    return gradients
