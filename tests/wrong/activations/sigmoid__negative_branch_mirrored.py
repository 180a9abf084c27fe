"""The branch for negative x forgets the numerator, so sigmoid(-a) equals sigmoid(a)."""

import numpy as np


def sigmoid(x):
    x = np.asarray(x, dtype=float)
    out = np.empty(x.shape)
    for idx in np.ndindex(*x.shape):
        v = x[idx]
        if v >= 0:
            out[idx] = 1.0 / (1.0 + np.exp(-v))
        else:
            out[idx] = 1.0 / (1.0 + np.exp(v))
    return out
