"""Generators that yield one theta after the other."""

from itertools import islice

import numpy as np


def _walk(theta, gradient, alpha):
    theta = np.asarray(theta, dtype=float) + 0.0
    while True:
        yield theta
        theta = theta - np.multiply(alpha, gradient(theta))


def gradient_descent(theta, gradient, alpha, steps):
    return np.stack(list(islice(_walk(theta, gradient, alpha), steps + 1)))


def _chunks(permutation, m):
    source = iter(permutation)
    while True:
        chunk = list(islice(source, m))
        if not chunk:
            return
        yield np.array(chunk)


def minibatches(permutation, m):
    return list(_chunks(permutation, m))


def _epochs(theta, gradient, X, y, permutations, m, alpha):
    theta = np.asarray(theta, dtype=float) + 0.0
    yield theta
    for permutation in permutations:
        for chunk in _chunks(permutation, m):
            total = gradient(theta, np.take(X, chunk, axis=0), np.take(y, chunk, axis=0))
            theta = theta - alpha * (total / chunk.shape[0])
            yield theta


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    return np.stack(tuple(_epochs(theta, gradient, X, y, permutations, m, alpha)))


def _moves(theta, gradient, alpha, max_steps):
    theta = np.asarray(theta, dtype=float) + 0.0
    for count in range(1, max_steps + 1):
        move = alpha * gradient(theta)
        theta = theta - move
        yield theta, count, np.linalg.norm(move, ord=2)


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    last = np.array(theta, dtype=float), 0
    for new, count, length in _moves(theta, gradient, alpha, max_steps):
        last = new, count
        if length < tolerance:
            break
    return last
