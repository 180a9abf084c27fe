"""Flat indices, np.bincount, np.add.at, np.select and np.put_along_axis."""

import numpy as np


def squared_error_sum(f, y):
    d = np.abs(np.subtract(f, y)).ravel()
    return np.bincount(np.zeros(d.size, dtype=int), weights=d * d)[0]


def mse(f, y):
    total = np.zeros(1)
    np.add.at(total, np.zeros(f.size, dtype=int), np.power(f - y, 2).ravel())
    return total[0] / f.size


def mse_grad(f, y):
    g = np.array(f, dtype=np.float64)
    g -= y
    g *= 2
    g /= g.size
    return g


def gaussian_nll(f, y, sigma):
    z = (y - f) / (np.sqrt(2.0) * sigma)
    return np.add.reduce(
        np.stack([z * z, np.full(z.shape, np.log(np.sqrt(2.0 * np.pi) * sigma))]), axis=None
    )


def _positions(a, gold):
    return np.ravel_multi_index((np.arange(a.shape[0]), gold), a.shape)


def nll(p, gold):
    return np.log(p.take(_positions(p, gold))).mean() * -1.0


def cross_entropy_logits(z, gold):
    gap = z - z.take(_positions(z, gold)).reshape(-1, 1)
    largest = np.maximum.reduce(gap, axis=1)
    rows = np.repeat(np.arange(z.shape[0]), z.shape[1])
    sums = np.bincount(rows, weights=np.exp(gap - largest[:, None]).ravel())
    return np.mean(np.log(sums) + largest)


def cross_entropy_logits_grad(z, gold):
    p = np.exp(z - np.maximum.reduce(z, axis=1, keepdims=True))
    np.divide(p, np.add.reduce(p, axis=1, keepdims=True), out=p)
    index = np.reshape(gold, (-1, 1))
    np.put_along_axis(p, index, np.take_along_axis(p, index, 1) - 1.0, 1)
    p /= z.shape[0]
    return p


def binary_cross_entropy(p, y):
    wrong = np.where(y == 0, 1 - p, p)
    soft = y * np.log(p) + (1 - y) * np.log1p(-p)
    return -np.select([y == 0, y == 1], [np.log(wrong), np.log(wrong)], soft).mean()


def _p_log(p, q):
    safe = np.where(q > 0, q, 1.0)
    return np.select([p == 0, q == 0], [0.0, -np.inf], p * np.log(safe))


def entropy(p):
    return -_p_log(p, p).sum()


def cross_entropy(p, q):
    return -_p_log(p, q).sum()


def kl_divergence(p, q):
    return np.subtract(_p_log(p, p), _p_log(p, q)).sum()


def l2_penalty(theta, lam):
    squares = np.multiply(theta, theta).ravel()
    return lam * np.cumsum(squares)[-1]


def l2_grad(theta, lam):
    g = np.empty(theta.shape)
    np.multiply(theta, lam, out=g)
    np.multiply(g, 2, out=g)
    return g
