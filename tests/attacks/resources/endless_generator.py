# status: partial
# points: 2
# says: got a generator
# levels: sealed, sealed+ns, limits
"""Returns a generator that never ends."""
import itertools
import numpy as np


def double(x, world):
    if x.ndim == 2:
        return (2.0 * n for n in itertools.count())
    return np.asarray(x) * 2.0
