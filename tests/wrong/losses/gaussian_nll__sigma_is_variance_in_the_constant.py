"""The logarithm takes sigma for the variance; the exponent is right."""

import numpy as np


def gaussian_nll(f, y, sigma):
    m = len(y)
    return float(m / 2 * np.log(2 * np.pi * sigma) + np.sum((y - f) ** 2) / (2 * sigma**2))
