# status: partial
# points: 2
# says: relative error 1e-08, at most 1e-10 is rounding
# levels: sealed, sealed+ns, limits
"""One part in a hundred millions off: near, and wrong."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        return x * (2.0 + 2e-8)
    return np.asarray(x) * 2.0
