"""The whole trajectory is allocated first and filled row by row."""

import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    path = np.empty((steps + 1, len(theta)))
    path[0] = theta
    for t in range(1, steps + 1):
        path[t] = path[t - 1] - alpha * gradient(path[t - 1].copy())
    return path


def minibatches(permutation, m):
    return np.split(permutation, np.arange(m, len(permutation), m))


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    N = len(X)
    per_epoch = -(-N // m)
    path = np.zeros((len(permutations) * per_epoch + 1, np.size(theta)))
    path[0, :] = theta
    for epoch in range(len(permutations)):
        for k, index in enumerate(minibatches(permutations[epoch], m)):
            row = epoch * per_epoch + k
            total = gradient(path[row].copy(), X[index], y[index])
            path[row + 1] = path[row] - (alpha / index.size) * total
    return path


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    path = np.empty((max_steps + 1, np.size(theta)))
    path[0] = theta
    for t in range(max_steps):
        delta = -alpha * gradient(path[t].copy())
        path[t + 1] = path[t] + delta
        if np.sqrt(np.dot(delta, delta)) < tolerance:
            return path[t + 1].copy(), t + 1
    return path[max_steps].copy(), max_steps
