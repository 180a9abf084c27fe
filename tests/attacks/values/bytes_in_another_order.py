# status: partial
# points: 2
# says: expected
# levels: sealed, sealed+ns, limits
"""The bytes of the right answer, the other way round."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        return (x * 2.0).view(np.dtype(float).newbyteorder())
    return np.asarray(x) * 2.0
