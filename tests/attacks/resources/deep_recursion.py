# status: partial
# points: 2
# says: RecursionError
# levels: sealed, sealed+ns, limits
"""Calls itself without end."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        return double(x, world) + 0.0
    return np.asarray(x) * 2.0
