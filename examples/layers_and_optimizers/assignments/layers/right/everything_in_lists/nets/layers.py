"""Nested lists all the way; arrays only where something is returned."""

import math

import numpy as np


def times(a, b):
    return [[math.fsum(p * q for p, q in zip(row, column)) for column in zip(*b)] for row in a]


def turned(a):
    return [list(column) for column in zip(*a)]


def affine_forward(x, w, b):
    rows = [np.ravel(example).tolist() for example in x]
    out = [[value + shift for value, shift in zip(row, b.tolist())] for row in times(rows, w.tolist())]
    return np.array(out), [rows, w.tolist(), x.shape]


def affine_backward(dout, cache):
    rows, w, shape = cache
    dout = dout.tolist()
    dx = np.array(times(dout, turned(w))).reshape(shape)
    return dx, np.array(times(turned(rows), dout)), np.array([math.fsum(column) for column in zip(*dout)])


def relu_forward(x):
    flat = x.ravel().tolist()
    return np.array([value if value > 0 else 0.0 for value in flat]).reshape(x.shape), [value > 0 for value in flat]


def relu_backward(dout, cache):
    return np.array([d if on else 0.0 for d, on in zip(dout.ravel().tolist(), cache)]).reshape(dout.shape)


def softmax_loss(x, y):
    losses, rows = [], []
    for row, label in zip(x.tolist(), y.tolist()):
        p = [1 / math.fsum(math.exp(other - score) for other in row) for score in row]
        losses.append(-math.log(p[label]))
        rows.append([(value - (c == label)) / len(x) for c, value in enumerate(p)])
    return math.fsum(losses) / len(losses), np.array(rows)


def svm_loss(x, y):
    loss, dx = 0, [[0] * x.shape[1] for _ in x]
    for i, (row, label) in enumerate(zip(x.tolist(), y.tolist())):
        for c, score in enumerate(row):
            if c != label and score > row[label] - 1:
                loss += score - row[label] + 1
                dx[i][c] += 1
                dx[i][label] -= 1
    return loss / len(x), np.array(dx) / len(x)
