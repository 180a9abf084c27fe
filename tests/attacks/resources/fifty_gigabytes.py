# status: partial
# points: 2
# says: needed more memory than is allowed
# levels: sealed, sealed+ns, limits
"""Asks for 50 GB at once, and touches them."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        np.ones(50 * 2**30 // 8).sum()
        print("REACHED")
    return np.asarray(x) * 2.0
