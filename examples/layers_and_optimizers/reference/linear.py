"""A linear classifier's loss, once with loops and once without."""

from typing import Any

import numpy as np

__all__ = ["softmax_loss_naive", "softmax_loss_vectorized"]


def softmax_loss_naive(W: np.ndarray, X: np.ndarray, y: np.ndarray, reg: float) -> Any:
    """(loss, dW) for weights W (D, C), examples X (N, D), labels y; reg times the sum of W^2."""
    loss, dW = 0.0, np.zeros(W.shape)
    for i, label in enumerate(y):
        scores = X[i] @ W
        p = np.exp(scores - scores.max())
        p = p / p.sum()
        loss -= np.log(p[label])
        for c in range(W.shape[1]):
            dW[:, c] += (p[c] - (c == label)) * X[i]
    return loss / len(X) + reg * np.sum(W**2), dW / len(X) + 2 * reg * W


def softmax_loss_vectorized(W: np.ndarray, X: np.ndarray, y: np.ndarray, reg: float) -> Any:
    """The same with arrays."""
    examples = np.arange(len(X))
    scores = X @ W
    scores = scores - scores.max(axis=1, keepdims=True)
    p = np.exp(scores)
    p = p / p.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[examples, y]))
    p[examples, y] -= 1
    return loss + reg * np.sum(W**2), X.T @ p / len(X) + 2 * reg * W
