# status: partial
# points: 2
# says: too large to be graded
# seconds: 3
# levels: sealed, sealed+ns, limits
"""Each answer is small enough to be sent; both together are not."""

import numpy as np

calls = []


def double(x, world):
    if x.ndim == 2:
        calls.append(x)
        return np.full(36 * 2**20, len(calls), np.uint8)
    return np.asarray(x) * 2.0
