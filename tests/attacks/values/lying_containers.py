# status: partial
# points: 2
# says: got a dict
# levels: sealed, sealed+ns, limits
"""A list and a dict with other contents than they say."""

import numpy as np


class Rows(dict):
    def _never(self, *_):
        print("REACHED")
        return iter([np.zeros(2)] * 10**9)

    __iter__ = items = keys = values = _never
    __len__ = lambda self: -1


def double(x, world):
    if x.ndim == 2:
        return Rows({"k": x})
    return np.asarray(x) * 2.0
