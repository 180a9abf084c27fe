"""Recursive functions; the trajectory is built by concatenation."""

import numpy as np


def _descend(theta, gradient, alpha, steps):
    if steps == 0:
        return theta[np.newaxis]
    following = theta - alpha * np.asarray(gradient(theta), dtype=float)
    return np.concatenate((theta[np.newaxis], _descend(following, gradient, alpha, steps - 1)))


def gradient_descent(theta, gradient, alpha, steps):
    return _descend(np.array(theta, float), gradient, alpha, steps)


def minibatches(permutation, m):
    if len(permutation) <= m:
        return [permutation]
    return [permutation[:m]] + minibatches(permutation[m:], m)


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    def go(point, batches):
        if not batches:
            return [point]
        first, *others = batches
        mean = gradient(point, X[first], y[first]) * (1.0 / len(first))
        return [point] + go(point - alpha * mean, others)

    todo = sum((minibatches(permutation, m) for permutation in permutations), [])
    return np.concatenate([point[None, :] for point in go(np.array(theta, float), todo)])


def sgd_until(theta, gradient, alpha, tolerance, max_steps, made=0):
    theta = np.array(theta, float)
    if made == max_steps:
        return theta, made
    step = alpha * gradient(theta)
    if np.sqrt(np.sum(step**2)) < tolerance:
        return theta - step, made + 1
    return sgd_until(theta - step, gradient, alpha, tolerance, max_steps, made + 1)
