# status: partial
# points: 2
# says: you changed an array or list that the caller passed in
# levels: sealed, sealed+ns, limits
"""The argument changed and returned; the world, too."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        x *= 2.0
        world.clear()
        return x
    return np.asarray(x) * 2.0
