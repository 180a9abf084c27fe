"""All gradients of an epoch are taken at the theta the epoch started with."""

import numpy as np


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    theta = np.array(theta, float)
    rows = [theta.copy()]
    for perm in permutations:
        start = theta.copy()
        for i in range(0, len(perm), m):
            idx = perm[i : i + m]
            theta = theta - alpha * gradient(start, X[idx], y[idx]) / len(idx)
            rows.append(theta)
    return np.array(rows)
