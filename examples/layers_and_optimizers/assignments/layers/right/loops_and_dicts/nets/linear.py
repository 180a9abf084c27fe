import numpy as np
from nets.layers import softmax_loss


def softmax_loss_naive(W, X, y, reg):
    scores = [[sum(X[i, d] * W[d, c] for d in range(len(W))) for c in range(W.shape[1])] for i in range(len(X))]
    loss, by_scores = softmax_loss(np.array(scores), y)
    dW = np.zeros(W.shape)
    for d in range(W.shape[0]):
        for c in range(W.shape[1]):
            dW[d, c] = sum(X[i, d] * by_scores[i, c] for i in range(len(X)))
            dW[d, c] += 2 * reg * W[d, c]
            loss += reg * W[d, c] ** 2
    return loss, dW


def softmax_loss_vectorized(W, X, y, reg):
    loss, by_scores = softmax_loss(X @ W, y)
    return loss + reg * (W**2).sum(), X.T @ by_scores + 2 * reg * W
