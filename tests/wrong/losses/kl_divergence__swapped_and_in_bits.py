"""p and q are exchanged, and the logarithm is to base two."""

import numpy as np


def kl_divergence(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(q > 0, q * np.log2(q / p), 0.0)
    return float(t.sum())
