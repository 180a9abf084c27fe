"""Errors larger than 1 count linearly, as in the Huber loss."""

import numpy as np


def squared_error_sum(f, y):
    total = 0.0
    for a, b in zip(np.ravel(f), np.ravel(y)):
        e = abs(float(a) - float(b))
        total += e * e if e <= 1 else 2 * e - 1
    return total
