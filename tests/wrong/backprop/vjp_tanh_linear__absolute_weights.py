"""The chain rule takes the absolute value of every entry of the Jacobian."""

import numpy as np


def vjp_tanh_linear(W, x, u):
    out, n = W.shape
    r = np.zeros(n)
    for j in range(n):
        for i in range(out):
            h = np.tanh(np.dot(W[i], x))
            r[j] += u[i] * (1 - h * h) * abs(W[i, j])
    return r
