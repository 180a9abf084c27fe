# status: partial
# points: 2
# says: your code ended its Python process by signal 11
# levels: sealed, sealed+ns, limits
"""Overwrites the type of all floats."""
import ctypes
import numpy as np


def double(x, world):
    if x.ndim == 2:
        ctypes.memset(id(float) + 16, 0x41, 400)
        print(1.5 + float("2.5"))
    return np.asarray(x) * 2.0
