import layers
import numpy as np


def softmax_loss_naive(W, X, y, reg):
    losses, dW = [], 2 * reg * W
    for x, label in zip(X, y):
        loss, d = layers.softmax_loss((x @ W).reshape(1, -1), np.array([label]))
        losses.append(loss)
        dW = dW + np.outer(x, d) / len(X)
    return sum(losses) / len(losses) + reg * sum(w * w for w in W.ravel()), dW


def softmax_loss_vectorized(W, X, y, reg):
    loss, d = layers.softmax_loss(X @ W, y)
    return loss + reg * np.trace(W @ W.T), (d.T @ X).T + 2 * reg * W
