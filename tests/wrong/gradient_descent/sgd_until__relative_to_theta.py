"""The step is compared with tolerance times the length of theta."""

import numpy as np


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    theta = np.asarray(theta, dtype=float).copy()
    k = 0
    for k in range(1, max_steps + 1):
        d = -alpha * gradient(theta)
        theta = theta + d
        if np.sqrt((d * d).sum()) < tolerance * np.sqrt((theta * theta).sum()):
            break
    return theta, k
