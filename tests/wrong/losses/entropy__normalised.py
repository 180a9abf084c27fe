"""It is divided by log C, so that the uniform distribution has entropy 1."""

import numpy as np


def entropy(p):
    p = np.asarray(p, float)
    q = p[p > 0]
    return float(-(q * np.log(q)).sum() / np.log(len(p)))
