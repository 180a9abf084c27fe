"""The squares are subtracted instead of the difference being squared."""

import numpy as np


def squared_error_sum(f, y):
    f, y = np.asarray(f, float), np.asarray(y, float)
    return float(np.sum(f**2 - y**2))
