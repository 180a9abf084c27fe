"""The cache is the backward function itself."""

import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(len(x), -1)

    def backward(dout):
        return np.dot(dout, w.T).reshape(x.shape), np.dot(rows.T, dout), np.add.reduce(dout)

    return np.dot(rows, w) + b, backward


def affine_backward(dout, cache):
    return cache(dout)


relu_forward = lambda x: (x * (x > 0), lambda dout: np.where(x > 0, dout, 0))  # noqa: E731


class ReluBackward:
    def __call__(self, dout, cache):
        return cache(dout)


relu_backward = ReluBackward()


class Losses:
    @staticmethod
    def softmax(x, y):
        truth = np.eye(x.shape[1])[y]
        log_p = x - np.logaddexp.reduce(x, axis=1, keepdims=True)
        return -(truth * log_p).sum() / len(x), (np.exp(log_p) - truth) / len(x)

    @classmethod
    def svm(cls, x, y):
        truth = np.eye(x.shape[1], dtype=bool)[y]
        gaps = (x - x[truth][:, None] + 1) * ~truth
        over = (gaps > 0).astype(float)
        return (gaps * over).sum(axis=1).mean(), (over - truth * over.sum(axis=1, keepdims=True)) / len(x)


softmax_loss = Losses.softmax
svm_loss = Losses.svm
