"""It is a central difference quotient with h = 0.01."""

import numpy as np


def tanh_grad(x):
    h = 0.01
    x = np.asarray(x, float)
    return (np.tanh(x + h) - np.tanh(x - h)) / (2 * h)
