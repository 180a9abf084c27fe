"""It is the variance of the errors, without the square of their mean."""

import numpy as np


def mse(f, y):
    return float(np.var(np.subtract(f, y)))
