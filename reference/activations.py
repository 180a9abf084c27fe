"""Activation functions and their derivatives (slides "Neural Network Activation Functions" and
"Hidden Layers Derivatives").

All take an array of any shape and return float64 of that shape; every derivative is a function of
the pre-activation x, never of the activation.
"""

import numpy as np

__all__ = [
    "relu",
    "relu_grad",
    "sigmoid",
    "sigmoid_grad",
    "softmax",
    "softmax_jacobian",
    "tanh",
    "tanh_grad",
]


def sigmoid(x: np.ndarray) -> np.ndarray:
    """sigma(x) = 1 / (1 + e^-x).

    Written with e^-|x|, which cannot overflow: e^-x does from x = -709.8 on.
    """
    e = np.exp(-np.abs(x))
    return np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_grad(x: np.ndarray) -> np.ndarray:
    """d sigma / dx = sigma(x) (1 - sigma(x)).  (slide "Hidden Layers Derivatives")"""
    s = sigmoid(x)
    return s * (1 - s)


def tanh(x: np.ndarray) -> np.ndarray:
    """tanh(x) = (e^x - e^-x) / (e^x + e^-x)."""
    return np.tanh(x)


def tanh_grad(x: np.ndarray) -> np.ndarray:
    """d tanh / dx = 1 - tanh(x)^2.  (slide "Hidden Layers Derivatives")"""
    t = tanh(x)
    return 1 - t**2


def relu(x: np.ndarray) -> np.ndarray:
    """ReLU(x) = max(x, 0)."""
    return np.maximum(x, 0.0)


def relu_grad(x: np.ndarray) -> np.ndarray:
    """d ReLU / dx = 1 where x > 0, else 0.

    The slide prints both values at exactly 0.  We take 0, as torch's relu does; its clamp(min=0)
    gives 1 and its maximum(x, 0) gives 1/2 there.
    """
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def softmax(z: np.ndarray) -> np.ndarray:
    """softmax(z)_j = e^(z_j) / sum_k e^(z_k), over the last axis: (m, C) -> (m, C).

    Each row's maximum is subtracted first: it cancels, and e^z overflows from z = 709.8 on.
    """
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def softmax_jacobian(z: np.ndarray) -> np.ndarray:
    """d softmax_i / d z_j = s_i (1[i = j] - s_j): one vector (C,) -> (C, C), symmetric."""
    s = softmax(z)
    return np.diag(s) - np.outer(s, s)
