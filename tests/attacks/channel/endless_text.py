# status: partial
# points: 2
# says: got a str
# levels: sealed, sealed+ns, limits
"""Sixteen million characters, one of them wide, where an array is expected."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        return "\0" * 2**24 + "\U0001f600"
    return np.asarray(x) * 2.0
