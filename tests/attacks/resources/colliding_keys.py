# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""Keys that all have one hash."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        {n * ((1 << 61) - 1): n for n in range(10**5)}
    return np.asarray(x) * 2.0
