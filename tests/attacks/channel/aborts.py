# status: partial
# points: 2
# says: your code ended its Python process by signal
# levels: sealed, sealed+ns, limits
"""Aborts, and is stopped from saying so by a signal."""
import os
import numpy as np


def double(x, world):
    if x.ndim == 2:
        os.abort()
    return np.asarray(x) * 2.0
