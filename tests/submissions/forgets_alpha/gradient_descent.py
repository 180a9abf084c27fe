import numpy as np


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    for count in range(1, max_steps + 1):
        g = gradient(theta)
        theta = theta - alpha * g
        if np.linalg.norm(g) < tolerance:
            break
    return theta, count
