import numpy as np

from . import layers


def softmax_loss_naive(W, X, y, reg):
    loss, dW = 0.0, np.zeros(W.shape)
    for i in range(len(X)):
        s = np.exp(X[i] @ W - (X[i] @ W).max())
        s /= s.sum()
        loss += -np.log(s[y[i]]) / len(X)
        s[y[i]] -= 1
        dW += np.outer(X[i], s) / len(X)
    loss += 0.5 * reg * np.sum(W * W)
    dW += reg * W
    return loss, dW


def softmax_loss_vectorized(W, X, y, reg):
    loss, ds = layers.softmax_loss(X @ W, y)
    dW = X.T @ ds
    dW += reg * W
    return loss + reg / 2 * np.linalg.norm(W) ** 2, dW
