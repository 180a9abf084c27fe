"""The error is squared where it should be doubled, and its sign put back."""

import numpy as np


def mse_grad(f, y):
    e = np.asarray(f, float) - np.asarray(y, float)
    return e**2 * np.sign(e) / e.size
