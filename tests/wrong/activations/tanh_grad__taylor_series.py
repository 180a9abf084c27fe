"""It is the Taylor polynomial of the derivative near zero, clipped to [0, 1]."""

import numpy as np


def tanh_grad(x):
    x = np.asarray(x, float)
    return np.clip(1 - x**2 + 2 / 3 * x**4, 0, 1)
