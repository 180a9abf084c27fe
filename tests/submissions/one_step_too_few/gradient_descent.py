import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    rows = [np.array(theta, dtype=float)]
    for _ in range(steps - 1):
        rows.append(rows[-1] - alpha * gradient(rows[-1]))
    return np.array(rows)
