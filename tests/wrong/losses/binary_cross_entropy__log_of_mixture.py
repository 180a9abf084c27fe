"""It takes the logarithm of y p + (1 - y)(1 - p)."""

import numpy as np


def binary_cross_entropy(p, y):
    p, y = np.asarray(p, float), np.asarray(y, float)
    return float(-np.mean(np.log(y * p + (1 - y) * (1 - p))))
