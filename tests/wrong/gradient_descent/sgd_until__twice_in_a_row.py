"""It stops only after two short steps in a row, and compares the squared length."""

import numpy as np


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    t = np.asarray(theta, dtype=np.float64)
    short = steps = 0
    while steps < max_steps and short < 2:
        g = gradient(t)
        t = t - alpha * g
        steps += 1
        short = short + 1 if (alpha * g) @ (alpha * g) < tolerance else 0
    return t, steps
