# status: partial
# points: 2
# says: Too many open files
"""Duplicates its output until there is no descriptor left, and keeps them."""
import os
import numpy as np


def double(x, world):
    if x.ndim == 2:
        while os.dup(1) < 512:
            pass
        print("REACHED")
    return np.asarray(x) * 2.0
