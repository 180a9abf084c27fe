"""The length of a step is its largest absolute component."""

import numpy as np


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    theta = np.array(theta, dtype=float)
    for n in range(1, max_steps + 1):
        step = alpha * gradient(theta)
        theta = theta - step
        if np.max(np.abs(step)) < tolerance:
            return theta, n
    return theta, max_steps
