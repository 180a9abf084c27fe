# status: partial
# points: 2
# says: something is kept from the first
# levels: sealed, sealed+ns, limits
"""Right when called for the first time, an exception after that."""

import numpy as np

calls = []


def double(x, world):
    if x.ndim == 2:
        calls.append(x)
        if len(calls) > 1:
            raise OSError("REACH" + "ED is what this is not")
    return np.asarray(x) * 2.0
