"""Boolean masks: each half of the line gets its own formula."""

import numpy as np


def sigmoid(x):
    x = np.array(x, dtype=np.float64)
    result = np.empty_like(x)
    positive = x >= 0
    result[positive] = 1 / (1 + np.exp(-x[positive]))
    small = np.exp(x[~positive])
    result[~positive] = small / (1 + small)
    return result


def sigmoid_grad(x):
    return sigmoid(x) * sigmoid(-np.array(x, dtype=np.float64))


def tanh_grad(x):
    x = np.array(x, dtype=np.float64)
    x[x < 0] *= -1
    u = np.exp(-2 * x)
    return 4 * u / (1 + u) ** 2


def relu(x):
    copy = np.array(x, dtype=np.float64)
    copy[copy <= 0] = 0
    return copy


def relu_grad(x):
    slope = np.zeros(np.shape(x))
    slope[np.asarray(x) > 0] = 1
    return slope


def softmax(z):
    top = z.max(axis=1, keepdims=True)
    e = np.exp(z - top)
    return e / e.sum(axis=1, keepdims=True)


def softmax_jacobian(z):
    e = np.exp(z - z.max())
    s = e / e.sum()
    on_diagonal = np.eye(len(s), dtype=bool)
    J = -s[:, None] * s[None, :]
    J[on_diagonal] += s
    return J
