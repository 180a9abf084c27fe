# status: partial
# points: 2
# says: you changed an array or list that the caller passed in
# levels: sealed, sealed+ns, limits
"""The argument is changed on the way, and looks untouched afterwards."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        x *= 2.0
        out = x.copy()
        x /= 2.0
        return out
    return np.asarray(x) * 2.0
