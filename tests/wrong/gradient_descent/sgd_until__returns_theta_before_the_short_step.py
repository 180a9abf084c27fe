"""The short step is counted but not made."""

import numpy as np


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    theta = np.array(theta, float)
    n = 0
    while n < max_steps:
        step = alpha * gradient(theta)
        n += 1
        if np.linalg.norm(step) < tolerance:
            break
        theta = theta - step
    return theta, n
