"""The result is rounded to six decimals."""

import numpy as np


def sigmoid(x):
    x = np.asarray(x, float)
    return np.round(0.5 * (1.0 + np.tanh(x / 2.0)), 6)
