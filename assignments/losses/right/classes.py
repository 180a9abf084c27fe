"""Helper classes: a residual object, a softmax object and a distribution object."""

import numpy as np


class Residual:
    def __init__(self, f, y):
        self.values = np.asarray(f, dtype=float) - np.asarray(y, dtype=float)
        self.count = self.values.size

    @property
    def squares(self):
        return np.tensordot(self.values, self.values, axes=self.values.ndim).item()


class Softmax:
    def __init__(self, logits):
        self.logits = np.array(logits, dtype=float)
        self.norms = np.array([self.log_sum(row) for row in self.logits])

    def log_sum(self, row):
        if len(row) == 1:
            return row[0]
        middle = len(row) // 2
        a, b = sorted([self.log_sum(row[:middle]), self.log_sum(row[middle:])])
        return b + np.log1p(np.exp(a - b))

    def log_p(self, i, j):
        return self.logits[i, j] - self.norms[i]

    def probabilities(self):
        return np.exp(self.logits - self.norms.reshape(-1, 1))


class Distribution:
    def __init__(self, p):
        self.mass = {k: float(a) for k, a in enumerate(p) if a != 0}

    def expected_surprise(self, other):
        if not self.mass.keys() <= other.mass.keys():
            return np.inf
        return sum(-a * np.log(other.mass[k]) for k, a in self.mass.items())

    def divergence(self, other):
        if set(self.mass) - set(other.mass):
            return np.inf
        total = 0.0
        for k, a in self.mass.items():
            b = other.mass[k]
            total -= a * np.log(b / a)
        return total


def squared_error_sum(f, y):
    return Residual(f, y).squares


def mse(f, y):
    r = Residual(f, y)
    return r.squares / r.count


def mse_grad(f, y):
    r = Residual(f, y)
    return r.values / r.count + r.values / r.count


def gaussian_nll(f, y, sigma):
    r = Residual(f, y)
    standard = Residual(f / sigma, y / sigma)
    return 0.5 * standard.squares + r.count * (np.log(sigma) + 0.5 * np.log(2 * np.pi))


def nll(p, gold):
    chosen = [p[i][k] for i, k in enumerate(gold)]
    return -np.log(chosen).sum() / len(chosen)


def cross_entropy_logits(z, gold):
    s = Softmax(z)
    return -np.mean([s.log_p(i, k) for i, k in enumerate(gold)])


def cross_entropy_logits_grad(z, gold):
    probabilities = Softmax(z).probabilities()
    rows = []
    for p, k in zip(probabilities, gold):
        target = np.zeros(len(p))
        target[k] = 1.0
        rows.append((p - target) / len(z))
    return np.vstack(rows)


def binary_cross_entropy(p, y):
    flat = zip(np.ravel(p), np.ravel(y))
    pairs = [(Distribution([1.0 - t, t]), Distribution([1.0 - a, a])) for a, t in flat]
    return np.mean([truth.expected_surprise(guess) for truth, guess in pairs])


def entropy(p):
    d = Distribution(p)
    return d.expected_surprise(d)


def cross_entropy(p, q):
    return Distribution(p).expected_surprise(Distribution(q))


def kl_divergence(p, q):
    return Distribution(p).divergence(Distribution(q))


def l2_penalty(theta, lam):
    return Residual(theta, np.zeros(theta.shape)).squares * lam


def l2_grad(theta, lam):
    return Residual(theta, -theta).values * lam
