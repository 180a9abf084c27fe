"""Steps are collected, and the trajectory is the start plus their cumulative sum."""

from collections import deque

import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    start = np.asarray(theta, dtype=np.float64)
    moved = np.zeros(start.shape)
    table = np.zeros((steps + 1, start.size))
    for t in range(steps):
        table[t + 1] = gradient(start - alpha * moved)
        moved = moved + table[t + 1]
    return start - alpha * np.cumsum(table, axis=0)


def minibatches(permutation, m):
    number = np.arange(len(permutation)) // m
    return [permutation[number == k] for k in np.unique(number)]


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    start = np.asarray(theta, dtype=np.float64)
    changes = [np.zeros_like(start)]
    queue = deque()
    for permutation in permutations:
        queue.extend(minibatches(permutation, m))
    while queue:
        rows = queue.popleft()
        here = np.sum(changes, axis=0) + start
        changes.append(gradient(here, X[rows], y[rows]) * (-alpha / len(rows)))
    return start + np.cumsum(changes, axis=0)


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    start = np.asarray(theta, dtype=np.float64)
    changes = []
    short = False
    while not short and len(changes) < max_steps:
        here = start + sum(changes, np.zeros_like(start))
        changes.append(-(alpha * gradient(here)))
        short = np.linalg.norm(changes[-1]) < tolerance
    return start + sum(changes, np.zeros_like(start)), len(changes)
