"""Layers forwards and backwards, and the losses on top of them.

A layer's forward function returns its output and whatever its own backward function needs.
"""

from typing import Any

import numpy as np

__all__ = [
    "affine_backward",
    "affine_forward",
    "relu_backward",
    "relu_forward",
    "softmax_loss",
    "svm_loss",
]


def affine_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> Any:
    """Each example in x (N, ...), as one row, times w (D, M), plus b (M,); and what is kept."""
    rows = x.reshape(len(x), w.shape[0])
    return rows @ w + b, (x, w)


def affine_backward(dout: np.ndarray, cache: Any) -> Any:
    """(dx, dw, db), of the shapes of x, w and b, from dout (N, M)."""
    x, w = cache
    rows = x.reshape(len(x), w.shape[0])
    dx = (dout @ w.T).reshape(x.shape)
    return dx, rows.T @ dout, dout.sum(axis=0)


def relu_forward(x: np.ndarray) -> Any:
    """What is positive in x, 0 for the rest; and what is kept."""
    return np.maximum(x, 0.0), x


def relu_backward(dout: np.ndarray, cache: Any) -> np.ndarray:
    """The entries of dout for which x was positive, 0 for the rest."""
    return np.where(cache > 0, dout, 0.0)


def softmax_loss(x: np.ndarray, y: np.ndarray) -> Any:
    """The mean of -log softmax(x)[y] over the rows of scores x (N, C), and its gradient."""
    examples = np.arange(len(x))
    shifted = x - x.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[examples, y] -= 1
    return -np.mean(log_p[examples, y]), dx / len(x)


def svm_loss(x: np.ndarray, y: np.ndarray) -> Any:
    """Per row, the sum over the wrong classes of max(0, score - right score + 1), and its gradient.

    Both are means over the rows.
    """
    examples = np.arange(len(x))
    margins = np.maximum(x - x[examples, y][:, np.newaxis] + 1, 0)
    margins[examples, y] = 0
    dx = np.where(margins > 0, 1.0, 0.0)
    dx[examples, y] = -dx.sum(axis=1)
    return margins.sum() / len(x), dx / len(x)
