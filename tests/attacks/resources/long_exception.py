# status: partial
# points: 2
# says: ValueError: xxxx
# levels: sealed, sealed+ns, limits
"""An exception with a text of 100 MB."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        raise ValueError("x" * 10**8)
    return np.asarray(x) * 2.0
