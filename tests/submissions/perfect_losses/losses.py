import math

import numpy as np


def squared_error_sum(f, y):
    d = (f - y).ravel()
    return d @ d


def mse(f, y):
    return squared_error_sum(f, y) / f.size


def mse_grad(f, y):
    return (f - y) * (2.0 / f.size)


def gaussian_nll(f, y, sigma):
    total = 0.0
    for a, b in zip(f, y):
        total += 0.5 * math.log(2 * math.pi * sigma**2) + 0.5 * ((b - a) / sigma) ** 2
    return total


def nll(p, gold):
    return sum(-math.log(row[k]) for row, k in zip(p, gold)) / len(gold)


def _logsumexp(row):
    top = max(row)
    return top + math.log(sum(math.exp(v - top) for v in row))


def cross_entropy_logits(z, gold):
    return sum(_logsumexp(row) - row[k] for row, k in zip(z, gold)) / len(gold)


def cross_entropy_logits_grad(z, gold):
    g = np.empty_like(z)
    for i, (row, k) in enumerate(zip(z, gold)):
        g[i] = np.exp(row - _logsumexp(row))
        g[i, k] -= 1
    return g / len(gold)


def binary_cross_entropy(p, y):
    return np.mean(-y * np.log(p) - (1 - y) * np.log1p(-p))


def entropy(p):
    return -sum(v * math.log(v) for v in p if v > 0)


def cross_entropy(p, q):
    total = 0.0
    for a, b in zip(p, q):
        if a > 0:
            total -= a * math.log(b) if b > 0 else -math.inf
    return total


def kl_divergence(p, q):
    return cross_entropy(p, q) - entropy(p)


def l2_penalty(theta, lam):
    return lam * np.linalg.norm(theta) ** 2


def l2_grad(theta, lam):
    return lam * (theta + theta)
