# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Honest: float64 in another byte order, with metadata, read-only."""

import numpy as np


def double(x, world):
    out = x * 2.0
    if x.ndim == 1:
        return out.astype(out.dtype.newbyteorder())
    if x.ndim == 2:
        return out.astype(np.dtype("f8", metadata={"unit": "metre"}))
    out.flags.writeable = False
    return out
