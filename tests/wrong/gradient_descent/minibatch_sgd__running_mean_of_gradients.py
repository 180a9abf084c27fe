"""Each update uses the mean of all minibatch gradients so far in the epoch; the last one is divided by m though it may be smaller."""

import numpy as np


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    theta = np.asarray(theta, dtype=float)
    out = [theta]
    for perm in permutations:
        acc, n = np.zeros_like(theta), 0
        for b in range(int(np.ceil(len(perm) / m))):
            ids = perm[b * m : (b + 1) * m]
            acc = acc + gradient(theta, X[ids], y[ids]) / m
            n += 1
            theta = theta - alpha * acc / n
            out.append(theta)
    return np.array(out)
