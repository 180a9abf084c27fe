"""One-hot matrices, dot products, traces and matrix products."""

import numpy as np


def _columns(a):
    a = np.asarray(a, dtype=np.float64)
    return a.reshape(len(a), -1)


def squared_error_sum(f, y):
    D = _columns(f) - _columns(y)
    return np.trace(D.T @ D)


def mse(f, y):
    d = _columns(f - y)
    return np.vdot(d, d) / d.size


def mse_grad(f, y):
    return np.divide(np.add(np.subtract(f, y), np.subtract(f, y)), f.size)


def gaussian_nll(f, y, sigma):
    m = np.size(f)
    precision = np.identity(m) / sigma**2
    d = np.ravel(np.subtract(f, y))
    return 0.5 * (d @ precision @ d - np.linalg.slogdet(precision)[1] + m * np.log(2 * np.pi))


def _one_hot(gold, C):
    return np.eye(C)[gold]


def nll(p, gold):
    own = np.diag(p @ _one_hot(gold, p.shape[1]).T)
    return np.dot(np.log(own), np.full(len(own), -1.0 / len(own)))


def _stable(z):
    return z - np.outer(np.max(z, axis=1), np.ones(z.shape[1]))


def cross_entropy_logits(z, gold):
    a = _stable(z)
    ones = np.ones(z.shape[1])
    T = _one_hot(gold, z.shape[1])
    return (np.log(np.exp(a) @ ones) - (a * T) @ ones).mean()


def cross_entropy_logits_grad(z, gold):
    e = np.exp(_stable(z))
    P = np.diag(1.0 / (e @ np.ones(e.shape[1]))) @ e
    return (P - _one_hot(gold, e.shape[1])) / float(len(e))


def binary_cross_entropy(p, y):
    P = np.stack([np.ravel(1.0 - p), np.ravel(p)])
    T = np.stack([np.ravel(1.0 - y), np.ravel(y)])
    return -np.tensordot(T, np.log(P), axes=2) / P.shape[1]


def entropy(p):
    logs = np.zeros(len(p))
    np.log(p, out=logs, where=p != 0)
    return -np.dot(p, logs)


def cross_entropy(p, q):
    support = np.flatnonzero(p)
    if not q[support].all():
        return float("inf")
    return -np.dot(p[support], np.log(q[support]))


def kl_divergence(p, q):
    support = np.flatnonzero(p)
    if not q[support].all():
        return float("inf")
    return np.dot(p[support], np.log(p[support]) - np.log(q[support]))


def l2_penalty(theta, lam):
    return np.vdot(theta, theta) * lam


def l2_grad(theta, lam):
    return np.tensordot(2.0 * lam, theta, axes=0)
