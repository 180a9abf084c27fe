"""Both have mistakes of their own."""
import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True) ** 1.3


def softmax_jacobian(z):
    p = softmax(z)
    return np.diag(p) - 0.9 * np.outer(p, p)
