"""The bias gradients are means over the batch of what is divided by m already, and onehot is added, not subtracted."""

import numpy as np


def mlp_backward(parameters, X, gold, activation):
    L = len(parameters) // 2
    A, out = {0: X}, {}
    for l in range(1, L + 1):
        z = A[l - 1].dot(parameters[2 * l - 2]) + parameters[2 * l - 1]
        if l == L:
            A[l] = z
        elif activation == "relu":
            A[l] = np.maximum(z, 0)
        elif activation == "tanh":
            A[l] = np.tanh(z)
        else:
            A[l] = 1 / (1 + np.exp(-z))
    E = np.exp(A[L] - A[L].max(axis=1).reshape(-1, 1))
    Y = np.zeros(E.shape)
    Y[np.arange(len(Y)), gold] = 1
    d = (E / E.sum(axis=1).reshape(-1, 1) + Y) / len(Y)
    for l in range(L, 0, -1):
        out[2 * l - 2] = A[l - 1].T.dot(d)
        out[2 * l - 1] = d.mean(axis=0)
        d = d.dot(parameters[2 * l - 2].T)
        if activation == "relu":
            d = d * (A[l - 1] > 0)
        elif activation == "tanh":
            d = d * (1 - A[l - 1] ** 2)
        else:
            d = d * A[l - 1] * (1 - A[l - 1])
    return [out[k] for k in range(2 * L)]
