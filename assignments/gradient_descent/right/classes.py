"""A descender object that remembers its own path, and a batch iterator object."""

import numpy as np


class Descender:
    def __init__(self, theta, alpha):
        self.theta = np.array(theta, dtype=np.float64)
        self.alpha = alpha
        self.path = {0: self.theta}
        self.length = np.inf

    @property
    def steps(self):
        return len(self.path) - 1

    def move(self, g):
        step = self.alpha * g
        self.length = np.sqrt(step @ step)
        self.theta = np.subtract(self.theta, step)
        self.path[len(self.path)] = self.theta

    def trajectory(self):
        return np.array([self.path[t] for t in sorted(self.path)])


class Batches:
    def __init__(self, permutation, m):
        self.permutation = permutation
        self.m = m

    def __len__(self):
        whole, rest = divmod(len(self.permutation), self.m)
        return whole + (rest > 0)

    def __getitem__(self, k):
        if k >= len(self):
            raise IndexError(k)
        return self.permutation[np.arange(k * self.m, min((k + 1) * self.m, len(self.permutation)))]


def gradient_descent(theta, gradient, alpha, steps):
    walker = Descender(theta, alpha)
    while walker.steps < steps:
        walker.move(gradient(walker.theta))
    return walker.trajectory()


def minibatches(permutation, m):
    return list(Batches(permutation, m))


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    walker = Descender(theta, alpha)
    for permutation in permutations:
        for batch in Batches(permutation, m):
            walker.move(np.divide(gradient(walker.theta, X[batch], y[batch]), np.size(batch)))
    return walker.trajectory()


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    walker = Descender(theta, alpha)
    while walker.steps < max_steps and not walker.length < tolerance:
        walker.move(gradient(walker.theta))
    return walker.theta, walker.steps
