"""Lists of arrays to which every new theta is appended; np.array at the end."""

import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    theta = np.array(theta, dtype=np.float64)
    trajectory = [theta]
    for _ in range(steps):
        theta = theta - alpha * gradient(theta)
        trajectory.append(theta)
    return np.array(trajectory)


def minibatches(permutation, m):
    batches = []
    for start in range(0, len(permutation), m):
        batches.append(permutation[start : start + m])
    return batches


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    theta = np.array(theta, dtype=np.float64)
    trajectory = [theta]
    for permutation in permutations:
        for batch in minibatches(permutation, m):
            g = gradient(theta, X[batch], y[batch]) / len(batch)
            theta = theta - alpha * g
            trajectory.append(theta)
    return np.array(trajectory)


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    theta = np.array(theta, dtype=np.float64)
    steps = 0
    while steps < max_steps:
        step = alpha * gradient(theta)
        theta = theta - step
        steps += 1
        if np.linalg.norm(step) < tolerance:
            break
    return theta, steps
