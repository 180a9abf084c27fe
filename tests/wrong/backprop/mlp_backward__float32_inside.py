"""The whole pass is computed in float32 and converted to float64 in the end."""

import numpy as np


def mlp_backward(parameters, X, gold, activation):
    P = [np.asarray(p, dtype=np.float32) for p in parameters]
    a = np.asarray(X, dtype=np.float32)
    stack = []
    for i in range(0, len(P), 2):
        stack.append(a)
        a = a @ P[i] + P[i + 1]
        if i + 2 < len(P):
            a = {
                "relu": lambda z: np.maximum(z, 0),
                "tanh": np.tanh,
                "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
            }[activation](a)
    a = np.exp(a - a.max(1, keepdims=True))
    a /= a.sum(1, keepdims=True)
    a[np.arange(len(gold)), gold] -= 1
    d = a / np.float32(len(gold))
    g = [None] * len(P)
    for i in range(len(P) - 2, -1, -2):
        h = stack.pop()
        g[i], g[i + 1] = h.T @ d, d.sum(0)
        d = d @ P[i].T
        d = (
            d
            * {"relu": (h > 0).astype(np.float32), "tanh": 1 - h * h, "sigmoid": h * (1 - h)}[
                activation
            ]
        )
    return [x.astype(np.float64) for x in g]
