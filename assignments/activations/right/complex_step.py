"""Derivatives by the complex step, Im f(x + ih) / h, which is exact to rounding."""

import numpy as np

H = 1e-50


def _logistic(v):
    return (np.tanh(v / 2) + 1) / 2


def sigmoid(x):
    return np.real(_logistic(np.asarray(x, dtype=np.complex128))).copy()


def sigmoid_grad(x):
    return np.imag(_logistic(np.asarray(x) + 1j * H)) / H


def tanh_grad(x):
    return np.imag(np.tanh(np.asarray(x) + 1j * H)) / H


def _ramp(v):
    return np.where(v.real > 0, v, 0)


def relu(x):
    return _ramp(np.asarray(x) + 0j).real.copy()


def relu_grad(x):
    return _ramp(np.asarray(x) + 1j * H).imag / H


def _soft(v):
    w = np.exp(v - v.real.max(axis=-1, keepdims=True))
    return w / w.sum(axis=-1, keepdims=True)


def softmax(z):
    return _soft(z.astype(complex)).real + 0.0


def softmax_jacobian(z):
    # row k of the batch has component k shifted, which gives column k of the Jacobian
    batch = z + 1j * H * np.eye(len(z))
    return _soft(batch).imag.T / H
