# status: failed
# points: 0
# says: got a matrix
# levels: sealed, sealed+ns, limits
"""Right numbers in subclasses whose operators mean something else."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        return np.asmatrix(x * 2.0)
    if x.ndim == 1:
        return (x * 2.0).view(np.recarray)
    return (x * 2.0).view(np.ma.MaskedArray)
