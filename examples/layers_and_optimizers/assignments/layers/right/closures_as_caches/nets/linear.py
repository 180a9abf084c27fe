from functools import partial

import numpy as np


def _loss(W, X, y, reg, factor):
    truth = np.eye(W.shape[1])[y]
    scores = np.einsum("nd,dc->nc", X, W)
    log_p = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    dW = np.einsum("nd,nc->dc", X, np.exp(log_p) - truth) / len(X)
    return -np.einsum("nc,nc", truth, log_p) / len(X) + reg * np.vdot(W, W), dW + factor * reg * W


softmax_loss_naive = partial(_loss, factor=2)
softmax_loss_vectorized = partial(_loss, factor=2)
