"""softmax_j = 1 / sum_k e^(z_k - z_j), and sigmoid as the softmax of the two logits x and 0."""

import numpy as np


def softmax(z):
    z = np.asarray(z, dtype=float)
    difference = z[:, None, :] - z[:, :, None]
    with np.errstate(over="ignore"):
        return 1.0 / np.exp(difference).sum(axis=2)


def sigmoid(x):
    x = np.asarray(x, dtype=float)
    two = np.stack([x.ravel(), np.zeros(x.size)], axis=1)
    return softmax(two)[:, 0].reshape(x.shape)


def sigmoid_grad(x):
    x = np.asarray(x, dtype=float)
    two = softmax(np.stack([x.ravel(), np.zeros(x.size)], axis=1))
    return np.prod(two, axis=1).reshape(x.shape)


def tanh_grad(x):
    # tanh(x) = 2 sigmoid(2x) - 1
    return 4.0 * sigmoid_grad(2.0 * np.asarray(x, dtype=float))


def relu(x):
    return np.fmax(x, np.zeros(np.shape(x)))


def relu_grad(x):
    return 1.0 - np.less_equal(x, 0)


def softmax_jacobian(z):
    s = softmax(np.reshape(z, (1, -1)))[0]
    n = s.shape[0]
    return np.diagflat(s) @ (np.identity(n) - np.tile(s, (n, 1)))
