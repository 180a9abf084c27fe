"""The hidden activations are divided by 0.9, as dropout does."""

import numpy as np


def mlp_forward(parameters, X, activation):
    def f(z):
        if activation == "relu":
            return np.where(z > 0, z, 0.0)
        if activation == "sigmoid":
            return 0.5 + 0.5 * np.tanh(z / 2)
        return np.tanh(z)

    h = X
    while len(parameters) > 2:
        W, b, *parameters = parameters
        h = f(h.dot(W) + b) / 0.9
    return h.dot(parameters[0]) + parameters[1]
