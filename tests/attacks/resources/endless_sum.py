# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""Sums an iterator without end in C, where Python does not look at signals."""
import itertools
import numpy as np


def double(x, world):
    if x.ndim == 2:
        sum(itertools.repeat(1))
    return np.asarray(x) * 2.0
