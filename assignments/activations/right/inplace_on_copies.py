"""A copy first, then out= and in-place operations on it."""

import numpy as np


def sigmoid(x):
    y = np.array(x, dtype="float64", copy=True)
    np.negative(y, out=y)
    np.minimum(y, 709.0, out=y)
    np.exp(y, out=y)
    y += 1.0
    np.reciprocal(y, out=y)
    return y


def sigmoid_grad(x):
    y = sigmoid(x)
    y -= 0.5
    y *= y
    np.subtract(0.25, y, out=y)
    return y


def tanh_grad(x):
    y = np.array(x, dtype="float64", copy=True)
    np.tanh(y, out=y)
    np.square(y, out=y)
    y *= -1.0
    y += 1.0
    return y


def relu(x):
    y = np.array(x, dtype="float64", copy=True)
    np.clip(y, 0.0, None, out=y)
    return y


def relu_grad(x):
    y = relu(x)
    np.sign(y, out=y)
    return y


def softmax(z):
    p = np.array(z, dtype="float64", copy=True)
    for row in p:
        row -= row.max()
        np.exp(row, out=row)
        row /= row.sum()
    return p


def softmax_jacobian(z):
    s = np.array(z, dtype="float64", copy=True)
    s -= s.max()
    np.exp(s, out=s)
    s *= 1.0 / s.sum()
    J = np.multiply.outer(s, s)
    np.negative(J, out=J)
    J.flat[:: len(s) + 1] += s
    return J
