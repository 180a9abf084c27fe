"""Plain loops and the math module, one number at a time."""

import math

import numpy as np


def squared_error_sum(f, y):
    total = 0.0
    for a, b in zip(f.flat, y.flat):
        total += float(a - b) ** 2
    return total


def mse(f, y):
    total = 0.0
    count = 0
    for index in np.ndindex(f.shape):
        error = float(f[index]) - float(y[index])
        total += error * error
        count += 1
    return total / count


def mse_grad(f, y):
    g = np.zeros(f.shape)
    for index in np.ndindex(f.shape):
        g[index] = 2 * (float(f[index]) - float(y[index])) / f.size
    return g


def gaussian_nll(f, y, sigma):
    total = 0.0
    for i in range(len(f)):
        total += math.log(sigma)
        total += 0.5 * math.log(2 * math.pi)
        total += (y[i] - f[i]) ** 2 / (2 * sigma**2)
    return float(total)


def nll(p, gold):
    total = 0.0
    for i in range(len(gold)):
        total -= math.log(p[i, gold[i]])
    return total / len(gold)


def cross_entropy_logits(z, gold):
    m, C = z.shape
    total = 0.0
    for i in range(m):
        top = max(float(z[i, j]) for j in range(C))
        s = 0.0
        for j in range(C):
            s += math.exp(float(z[i, j]) - top)
        total += math.log(s) + top - float(z[i, gold[i]])
    return total / m


def cross_entropy_logits_grad(z, gold):
    m, C = z.shape
    g = np.empty((m, C))
    for i in range(m):
        top = max(float(z[i, j]) for j in range(C))
        s = 0.0
        for j in range(C):
            s += math.exp(float(z[i, j]) - top)
        for j in range(C):
            g[i, j] = math.exp(float(z[i, j]) - top) / s
            if j == gold[i]:
                g[i, j] -= 1
            g[i, j] /= m
    return g


def binary_cross_entropy(p, y):
    total = 0.0
    n = 0
    for a, b in zip(p.ravel(), y.ravel()):
        total -= b * math.log(a) + (1 - b) * math.log(1 - a)
        n += 1
    return float(total / n)


def entropy(p):
    h = 0.0
    for a in p:
        if a > 0:
            h -= a * math.log(a)
    return float(h)


def cross_entropy(p, q):
    h = 0.0
    for a, b in zip(p, q):
        if a == 0:
            continue
        if b == 0:
            return math.inf
        h -= a * math.log(b)
    return float(h)


def kl_divergence(p, q):
    d = 0.0
    for a, b in zip(p, q):
        if a == 0:
            continue
        if b == 0:
            return math.inf
        d += a * math.log(a / b)
    return float(d)


def l2_penalty(theta, lam):
    total = 0.0
    for t in theta.flat:
        total += float(t) * float(t)
    return lam * total


def l2_grad(theta, lam):
    g = np.zeros(theta.shape)
    for index in np.ndindex(theta.shape):
        g[index] = 2 * lam * theta[index]
    return g
