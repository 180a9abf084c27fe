"""Loops over every index; caches are dictionaries."""

import math

import numpy as np


def affine_forward(x, w, b):
    n, m = x.shape[0], w.shape[1]
    flat = [list(example.flat) for example in x]
    out = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            out[i, j] = sum(flat[i][d] * w[d, j] for d in range(w.shape[0])) + b[j]
    return out, {"flat": flat, "shape": x.shape, "w": w}


def affine_backward(dout, cache):
    flat, shape, w = cache["flat"], cache["shape"], cache["w"]
    n, m = dout.shape
    dx, dw, db = np.zeros((n, len(w))), np.zeros(w.shape), np.zeros(m)
    for i in range(n):
        for j in range(m):
            db[j] += dout[i, j]
            for d in range(len(w)):
                dw[d, j] += flat[i][d] * dout[i, j]
                dx[i, d] += w[d, j] * dout[i, j]
    return dx.reshape(shape), dw, db


def relu_forward(x):
    out = np.empty(x.shape)
    blocked = {}
    for place in np.ndindex(*x.shape):
        blocked[place] = not x[place] > 0
        out[place] = 0 if blocked[place] else x[place]
    return out, blocked


def relu_backward(dout, cache):
    dx = dout.copy()
    for place, blocked in cache.items():
        if blocked:
            dx[place] = 0
    return dx


def softmax_loss(x, y):
    loss, dx = 0.0, np.zeros(x.shape)
    for i, row in enumerate(x):
        top = max(row)
        powers = [math.exp(score - top) for score in row]
        whole = math.fsum(powers)
        loss += math.log(whole) - (row[y[i]] - top)
        for c, power in enumerate(powers):
            dx[i, c] = power / whole / len(x)
        dx[i, y[i]] -= 1 / len(x)
    return loss / len(x), dx


def svm_loss(x, y):
    loss, dx = 0.0, np.zeros(x.shape)
    for i in range(len(x)):
        for c in range(x.shape[1]):
            if c == y[i]:
                continue
            margin = x[i, c] - x[i, y[i]] + 1
            if margin > 0:
                loss += margin
                dx[i, c] += 1
                dx[i, y[i]] -= 1
    return loss / len(x), dx / len(x)
