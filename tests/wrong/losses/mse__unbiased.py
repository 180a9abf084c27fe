"""The sum is divided by N - 1, as in a sample variance."""

import numpy as np


def mse(f, y):
    d = np.asarray(f, float) - np.asarray(y, float)
    return np.sum(d * d) / (d.size - 1)
