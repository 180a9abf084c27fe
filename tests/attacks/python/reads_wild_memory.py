# status: partial
# points: 2
# says: your code ended its Python process by signal
# levels: sealed, sealed+ns, limits
"""Reads through an array that reaches far beyond what it was made of."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        wild = np.lib.stride_tricks.as_strided(x, shape=(2**20,), strides=(2**36,))
        wild.sum()
    return np.asarray(x) * 2.0
