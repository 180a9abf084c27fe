import numpy as np
from past.builtins import xrange


def softmax_loss_naive(W, X, y, reg):
    loss = 0.0
    dW = np.zeros_like(W)
    for i in xrange(X.shape[0]):
        scores = X[i].dot(W)
        scores -= np.max(scores)
        total = np.sum(np.exp(scores))
        loss += -scores[y[i]] + np.log(total)
        for j in xrange(W.shape[1]):
            dW[:, j] += np.exp(scores[j]) / total * X[i]
            if j == y[i]:
                dW[:, j] -= X[i]
    loss /= X.shape[0]
    dW /= X.shape[0]
    loss += reg * np.sum(W * W)
    dW += 2 * reg * W
    return loss, dW


def softmax_loss_vectorized(W, X, y, reg):
    num = X.shape[0]
    scores = X.dot(W)
    scores -= np.max(scores, axis=1)[:, np.newaxis]
    probs = np.exp(scores) / np.sum(np.exp(scores), axis=1)[:, np.newaxis]
    loss = np.sum(-np.log(probs[range(num), y])) / num + reg * np.sum(W * W)
    probs[range(num), y] -= 1
    return loss, X.T.dot(probs) / num + 2 * reg * W
