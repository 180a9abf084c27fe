"""map, zip, generators and math.fsum over flat lists."""

from itertools import repeat
from math import exp, fsum, inf, log, log1p, tau
from operator import mul, sub

import numpy as np


def _flat(a):
    return np.ravel(a).astype(float).tolist()


def squared_error_sum(f, y):
    errors = list(map(sub, _flat(f), _flat(y)))
    return fsum(map(mul, errors, errors))


def mse(f, y):
    return fsum(pow(a - b, 2) for a, b in zip(_flat(f), _flat(y))) / len(_flat(f))


def mse_grad(f, y):
    half = len(_flat(f)) / 2
    return np.array([(a - b) / half for a, b in zip(_flat(f), _flat(y))]).reshape(np.shape(f))


def gaussian_nll(f, y, sigma):
    variance = sigma * sigma
    return fsum(
        0.5 * (log(tau * variance) + (a - b) ** 2 / variance) for a, b in zip(_flat(f), _flat(y))
    )


def nll(p, gold):
    return -fsum(log(row[g]) for row, g in zip(p.tolist(), gold.tolist())) / len(p)


def _log_sum_exp_and_rest(row):
    top = max(range(len(row)), key=row.__getitem__)
    rest = fsum(exp(t - row[top]) for k, t in enumerate(row) if k != top)
    return row[top], rest


def cross_entropy_logits(z, gold):
    def losses():
        for row, g in zip(z.tolist(), gold.tolist()):
            top, rest = _log_sum_exp_and_rest(row)
            yield (top - row[g]) + log1p(rest)

    return fsum(losses()) / len(gold)


def cross_entropy_logits_grad(z, gold):
    m = len(gold)

    def gradient_row(row, g):
        top, rest = _log_sum_exp_and_rest(row)
        p = [exp(t - top) / (1.0 + rest) for t in row]
        p[g] = -fsum(t for k, t in enumerate(p) if k != g)
        return [t / m for t in p]

    return np.array(list(map(gradient_row, z.tolist(), gold.tolist())))


def binary_cross_entropy(p, y):
    terms = [t * log(a) + (1.0 - t) * log1p(-a) for a, t in zip(_flat(p), _flat(y))]
    return fsum(terms) / -len(terms)


def entropy(p):
    return fsum(a * log(1.0 / a) for a in _flat(p) if a)


def _surprise(b):
    return -log(b) if b else inf


def cross_entropy(p, q):
    return sum(a * _surprise(b) for a, b in zip(_flat(p), _flat(q)) if a)


def kl_divergence(p, q):
    return sum(a * (_surprise(b) - _surprise(a)) for a, b in zip(_flat(p), _flat(q)) if a)


def l2_penalty(theta, lam):
    return fsum(lam * t * t for t in _flat(theta))


def l2_grad(theta, lam):
    return np.fromiter(map(mul, repeat(2.0 * lam), _flat(theta)), dtype=float).reshape(theta.shape)
