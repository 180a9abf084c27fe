"""It returns 1/cosh(x) and forgets the square."""

import numpy as np


def tanh_grad(x):
    x = np.asarray(x, dtype=np.float64)
    return 2.0 / (np.exp(x) + np.exp(-x))
