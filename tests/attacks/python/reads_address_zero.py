# status: partial
# points: 2
# says: your code ended its Python process by signal 11, at line
# levels: sealed, sealed+ns, limits
"""Has ctypes read where nothing is."""
import ctypes
import numpy as np


def double(x, world):
    if x.ndim == 2:
        ctypes.string_at(8)
    return np.asarray(x) * 2.0
