# status: partial
# points: 2
# says: ValueError
# levels: sealed, sealed+ns, limits
"""An exception with a hundred thousand causes, the last of which is caused by the first."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        first = error = ValueError("first")
        for n in range(10**5):
            following = ValueError(n)
            following.__cause__ = following.__context__ = error
            error = following
        first.__cause__ = error
        raise error
    return np.asarray(x) * 2.0
