"""Other order of terms: constants first, sums reversed, means as sums of scaled terms."""

import numpy as np


def squared_error_sum(f, y):
    by_row = [np.sum((b - a) * (b - a)) for a, b in zip(f[::-1], y[::-1])]
    return sum(by_row)


def mse(f, y):
    weight = 1.0 / np.sqrt(f.size)
    scaled = weight * f - weight * y
    return np.sum(scaled[::-1] ** 2)


def mse_grad(f, y):
    return -((y - f) / (0.5 * f.size))


def gaussian_nll(f, y, sigma):
    d = f - y
    half_precision = 0.5 / (sigma * sigma)
    return half_precision * np.dot(d, d) + 0.5 * d.size * np.log(2.0 * np.pi * sigma * sigma)


def nll(p, gold):
    total = 0.0
    for row, k in zip(p[::-1], gold[::-1]):
        total += np.log(1.0 / row[k]) / len(gold)
    return total


def cross_entropy_logits(z, gold):
    m = z.shape[0]
    top = z.max(axis=1)
    log_sums = np.log(np.exp(z.T - top)[::-1].sum(axis=0))
    return np.sum(log_sums) / m + np.sum(top - z[np.arange(m), gold]) / m


def cross_entropy_logits_grad(z, gold):
    m, C = z.shape
    g = np.zeros((m, C))
    g[range(m), gold] = -1.0 / m
    e = np.exp((z.T - z.max(axis=1)) / 2).T
    return g + e * e / (m * np.sum(e * e, axis=1, keepdims=True))


def binary_cross_entropy(p, y):
    n = np.size(p)
    return np.sum((y - 1.0) / n * np.log(1.0 - p)) - np.sum(y / n * np.log(p))


def entropy(p):
    ordered = np.sort(p)
    ordered = ordered[np.searchsorted(ordered, 0.0, side="right") :]
    return np.sum(ordered * -np.log(ordered))


def cross_entropy(p, q):
    order = np.argsort(p)
    total = 0.0
    for k in order:
        if p[k] > 0:
            total = total - p[k] * (np.log(q[k]) if q[k] > 0 else -np.inf)
    return total


def kl_divergence(p, q):
    return cross_entropy(p, q) - entropy(p)


def l2_penalty(theta, lam):
    root = np.sqrt(lam)
    return np.sum((root * theta[::-1]) ** 2)


def l2_grad(theta, lam):
    return theta * lam - theta * -lam + 0.0
