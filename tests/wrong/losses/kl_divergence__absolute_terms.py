"""The absolute value of every term is summed."""

import numpy as np


def kl_divergence(p, q):
    p = np.asarray(p, float)
    q = np.asarray(q, float)
    keep = p > 0
    if (q[keep] == 0).any():
        return np.inf
    return float(np.abs(p[keep] * np.log(p[keep] / q[keep])).sum())
