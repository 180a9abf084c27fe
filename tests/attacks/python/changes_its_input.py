# status: partial
# points: 2
# says: you changed an array or list that the caller passed in
# levels: sealed, sealed+ns, limits
"""Writes into its argument by every way around the flag that forbids it."""
import ctypes
import numpy as np


def double(x, world):
    if x.ndim == 2:
        answer = x * 2.0
        ctypes.memmove(x.ctypes.data, (answer * 0.0).ctypes.data, x.nbytes)
        return answer
    return np.asarray(x) * 2.0
