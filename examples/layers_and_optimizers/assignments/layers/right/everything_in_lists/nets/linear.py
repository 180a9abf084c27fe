import numpy as np

from nets.layers import softmax_loss, times, turned


def softmax_loss_naive(W, X, y, reg):
    scores = np.array(times(X.tolist(), W.tolist()))
    loss, d = softmax_loss(scores, y)
    dW = times(turned(X.tolist()), d.tolist())
    penalty = 0
    for row, weights in zip(dW, W.tolist()):
        for c, weight in enumerate(weights):
            penalty += weight * weight * reg
            row[c] += 2 * weight * reg
    return loss + penalty, np.array(dW)


def softmax_loss_vectorized(W, X, y, reg):
    scores = X @ W
    scores = scores - np.amax(scores)
    whole = np.log(np.sum(np.exp(scores), 1))
    loss = np.average(whole - np.choose(y, scores.T))
    d = np.exp(scores - whole[:, None]) - (np.arange(W.shape[1]) == y[:, None])
    return loss + (reg * W * W).sum(), X.T.dot(d) / y.size + (reg + reg) * W
