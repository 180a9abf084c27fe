# status: partial
# points: 2
# levels: sealed, sealed+ns, limits
"""Puts the channel where print() writes."""
import os
import numpy as np


def double(x, world):
    if x.ndim == 2:
        os.dup2(4, 1)
        print("x" * 10**5, flush=True)
    return np.asarray(x) * 2.0
