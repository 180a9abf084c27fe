"""Plain loops over every entry, with the functions of the math module."""

import math

import numpy as np


def _each(function, x):
    x = np.asarray(x)
    out = np.empty(x.shape, dtype=np.float64)
    for index in np.ndindex(*x.shape):
        out[index] = function(float(x[index]))
    return out


def _sigmoid(t):
    if t >= 0:
        return 1.0 / (1.0 + math.exp(-t))
    e = math.exp(t)
    return e / (1.0 + e)


def sigmoid(x):
    return _each(_sigmoid, x)


def sigmoid_grad(x):
    def one(t):
        s = _sigmoid(t)
        return s * (1.0 - s)

    return _each(one, x)


def tanh_grad(x):
    def one(t):
        y = math.tanh(t)
        return 1.0 - y * y

    return _each(one, x)


def relu(x):
    def one(t):
        if t > 0:
            return t
        return 0.0

    return _each(one, x)


def relu_grad(x):
    def one(t):
        if t > 0:
            return 1.0
        return 0.0

    return _each(one, x)


def softmax(z):
    m, C = z.shape
    p = np.zeros((m, C))
    for i in range(m):
        largest = float(z[i, 0])
        for j in range(1, C):
            if z[i, j] > largest:
                largest = float(z[i, j])
        total = 0.0
        for j in range(C):
            p[i, j] = math.exp(float(z[i, j]) - largest)
            total += p[i, j]
        for j in range(C):
            p[i, j] /= total
    return p


def softmax_jacobian(z):
    C = len(z)
    largest = max(float(t) for t in z)
    e = [math.exp(float(t) - largest) for t in z]
    total = sum(e)
    J = np.zeros((C, C))
    for i in range(C):
        for j in range(C):
            if i == j:
                J[i, j] = e[i] / total * (1.0 - e[i] / total)
            else:
                J[i, j] = -(e[i] / total) * (e[j] / total)
    return J
