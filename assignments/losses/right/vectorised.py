"""The usual vectorised numpy, with fancy indexing and boolean masks."""

import numpy as np


def squared_error_sum(f, y):
    return np.sum((f - y) ** 2)


def mse(f, y):
    return np.mean((f - y) ** 2)


def mse_grad(f, y):
    return 2.0 * (f - y) / f.size


def gaussian_nll(f, y, sigma):
    m = len(y)
    return m * np.log(sigma) + m / 2 * np.log(2 * np.pi) + np.sum((y - f) ** 2) / (2 * sigma**2)


def nll(p, gold):
    return -np.mean(np.log(p[np.arange(len(gold)), gold]))


def _log_softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def cross_entropy_logits(z, gold):
    return -_log_softmax(z)[np.arange(len(gold)), gold].mean()


def cross_entropy_logits_grad(z, gold):
    g = np.exp(_log_softmax(z))
    g[np.arange(len(gold)), gold] -= 1.0
    return g / len(gold)


def binary_cross_entropy(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def entropy(p):
    p = p[p > 0]
    return -np.sum(p * np.log(p))


def cross_entropy(p, q):
    keep = p > 0
    with np.errstate(divide="ignore"):
        return -np.sum(p[keep] * np.log(q[keep]))


def kl_divergence(p, q):
    keep = p > 0
    with np.errstate(divide="ignore"):
        return np.sum(p[keep] * np.log(p[keep] / q[keep]))


def l2_penalty(theta, lam):
    return lam * np.sum(theta**2)


def l2_grad(theta, lam):
    return 2.0 * lam * theta
