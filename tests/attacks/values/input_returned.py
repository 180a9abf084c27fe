# status: partial
# points: 2
# says: entry [1, 1] is -4.5, expected -9
# levels: sealed, sealed+ns, limits
"""The argument itself: read-only, shared, and not doubled."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        return x
    return np.asarray(x) * 2.0
