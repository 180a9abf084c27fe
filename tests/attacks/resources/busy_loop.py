# status: partial
# points: 2
# says: no answer after CLOCK, it was then at line
# levels: sealed, sealed+ns, limits
"""Counts for ever."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        n = 0
        while True:
            n += 1
    return np.asarray(x) * 2.0
