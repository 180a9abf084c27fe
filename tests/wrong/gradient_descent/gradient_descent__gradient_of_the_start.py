"""The gradient is computed once, at the initial theta, and used in every step."""

import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    theta = np.array(theta, dtype=float)
    if steps == 0:
        return theta[None]
    g = gradient(theta)
    return np.array([theta - alpha * k * g for k in range(steps + 1)])
