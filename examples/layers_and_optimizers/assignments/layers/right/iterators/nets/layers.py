"""Caches that are used up: an iterator, a stack; results as named tuples."""

from collections import deque, namedtuple

import numpy as np

Forward = namedtuple("Forward", "out cache")
Loss = namedtuple("Loss", "value gradient")
Affine = namedtuple("Affine", "x w b")


def affine_forward(x, w, b):
    return Forward(np.tensordot(x.reshape(len(x), -1), w, 1) + b[None, :], iter((x, w)))


def affine_backward(dout, cache):
    x, w = next(cache), next(cache)
    return Affine(
        np.array([(w @ row).reshape(x.shape[1:]) for row in dout]),
        sum(np.multiply.outer(example.ravel(), row) for example, row in zip(x, dout)),
        sum(dout),
    )


def relu_forward(x):
    return Forward((np.abs(x) + x) / 2, deque([np.sign(x)]))


def relu_backward(dout, cache):
    sign = cache.pop()
    return (sign + np.abs(sign)) / 2 * dout


def softmax_loss(x, y):
    shifted = x.T - x.max(1)
    p = np.exp(shifted) / np.exp(shifted).sum(0)
    hot = np.zeros_like(p)
    np.put_along_axis(hot, y[np.newaxis], 1.0, axis=0)
    return Loss(-np.log(p[hot == 1]).mean(), ((p - hot) / x.shape[0]).T)


def svm_loss(x, y):
    def one(row, label):
        gaps = row - row[label] + 1
        mask = gaps > 0
        mask[label] = False
        d = mask * 1.0
        d[label] = -np.count_nonzero(mask)
        return gaps[mask].sum(), d

    losses, rows = zip(*map(one, x, y))
    return Loss(np.mean(losses), np.stack(rows) / len(x))
