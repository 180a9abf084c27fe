"""The root of the factor is divided by, as in alpha_t."""

import numpy as np


def bias_correction(r, beta, t):
    return np.asarray(r, float) / np.sqrt(1 - beta**t)
