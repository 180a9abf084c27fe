# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Honest: backwards in memory, in Fortran's order, every other entry of something larger."""

import numpy as np


def double(x, world):
    if x.ndim == 1:
        return (x * 2.0)[::-1].copy()[::-1]
    if x.ndim == 2:
        return np.asfortranarray(x * 2.0)
    return np.repeat(x * 2.0, 3, axis=2)[..., ::3]
