# status: partial
# points: 2
# says: no answer after CLOCK, it was then at line
# levels: sealed, sealed+ns, limits
"""Sleeps through everything that wakes it."""
import time
import numpy as np


def double(x, world):
    if x.ndim == 2:
        while True:
            time.sleep(3600)
    return np.asarray(x) * 2.0
