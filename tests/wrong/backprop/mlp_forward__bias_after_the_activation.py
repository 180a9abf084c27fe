"""The bias of the hidden layers is added after the activation."""

import numpy as np


def mlp_forward(parameters, X, activation):
    act = {
        "relu": lambda z: np.maximum(z, 0),
        "tanh": np.tanh,
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    }[activation]
    A = X
    n = len(parameters) // 2
    for l in range(n):
        W, b = parameters[2 * l], parameters[2 * l + 1]
        A = act(A @ W) + b if l < n - 1 else A @ W + b
    return A
