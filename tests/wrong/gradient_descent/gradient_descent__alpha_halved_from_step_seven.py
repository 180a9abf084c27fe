"""From the seventh step on the learning rate is halved."""

import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    path = [np.array(theta, dtype=np.float64)]
    for t in range(1, steps + 1):
        a = alpha if t < 7 else alpha / 2
        path.append(path[-1] - a * np.asarray(gradient(path[-1])))
    return np.stack(path)
