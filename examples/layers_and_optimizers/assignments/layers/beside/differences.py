"""Derivatives by finite differences, to check a gradient of your own at home."""

import numpy as np


def differences(f, x, size=1e-5):
    """The derivative of the number f(x) by each entry of the array x."""
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        moved = x.copy()
        moved[place] += size
        above = f(moved)
        moved[place] -= 2 * size
        gradient[place] = (above - f(moved)) / (2 * size)
    return gradient
