"""A float copy of theta that is updated in place, with snapshots of it."""

import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    current = theta.astype(np.float64, copy=True)
    snapshots = [current.copy()]
    for _ in range(steps):
        current -= alpha * gradient(current)
        snapshots.append(current.copy())
    return np.vstack(snapshots)


def minibatches(permutation, m):
    rest = permutation.copy()
    batches = []
    while rest.size > 0:
        batches.append(rest[:m])
        rest = rest[m:]
    return batches


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    current = theta.astype(np.float64, copy=True)
    snapshots = [current.copy()]
    for permutation in permutations:
        shuffled_X, shuffled_y = X[permutation], y[permutation]
        for start in range(0, len(permutation), m):
            part = slice(start, start + m)
            g = np.array(gradient(current, shuffled_X[part], shuffled_y[part]), dtype=float)
            g *= alpha
            g /= len(shuffled_y[part])
            current -= g
            snapshots.append(current.copy())
    return np.vstack(snapshots)


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    current = theta.astype(np.float64, copy=True)
    for done in range(1, max_steps + 1):
        before = current.copy()
        move = np.multiply(gradient(before), alpha)
        current -= move
        np.square(move, out=move)
        if move.sum() ** 0.5 < tolerance:
            return current, done
    return current, max_steps
