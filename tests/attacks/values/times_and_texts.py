# status: failed
# points: 0
# says: dtype |S3, shape (2, 2)
# levels: sealed, sealed+ns, limits
"""Arrays of texts, bytes and times, which some comparisons would convert."""

import numpy as np


def double(x, world):
    if x.ndim == 1:
        return (x * 2.0).astype(str)
    return (x * 2.0).astype("m8[s]") if x.ndim == 3 else np.full(x.shape, b"nan")
