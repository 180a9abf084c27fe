"""It divides by the sum of the powers of beta without 1 - beta."""

import numpy as np


def bias_correction(r, beta, t):
    total = 0.0
    for k in range(t):
        total += beta**k
    return np.asarray(r, dtype=float) / total
