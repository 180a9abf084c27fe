"""Lists of Python floats, with arrays only where they are handed over."""

import math

import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    rows = [[float(t) for t in theta]]
    for _ in range(steps):
        g = gradient(np.array(rows[-1]))
        rows.append([t - alpha * float(s) for t, s in zip(rows[-1], g)])
    return np.array(rows)


def minibatches(permutation, m):
    groups = [[]]
    for index in permutation:
        if len(groups[-1]) == m:
            groups.append([])
        groups[-1].append(int(index))
    return [np.array(group) for group in groups]


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    rows = [[float(t) for t in theta]]
    for permutation in permutations:
        for group in minibatches(permutation, m):
            point = rows[-1]
            sums = [0.0] * len(point)
            for d, s in enumerate(gradient(np.array(point), X[group], y[group])):
                sums[d] += float(s)
            rows.append([point[d] - alpha * sums[d] / len(group) for d in range(len(point))])
    return np.array(rows)


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    point = [float(t) for t in theta]
    for count in range(1, max_steps + 1):
        step = [alpha * float(s) for s in gradient(np.array(point))]
        point = [t - s for t, s in zip(point, step)]
        if math.hypot(*step) < tolerance:
            return np.array(point), count
    return np.array(point), max_steps
