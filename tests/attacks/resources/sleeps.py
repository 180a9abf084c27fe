# status: partial
# points: 2
# says: no answer after 0.8 s, it was then at line
# levels: sealed, sealed+ns, limits
"""Sleeps through everything that wakes it."""
import time
import numpy as np


def double(x, world):
    if x.ndim == 2:
        while True:
            time.sleep(3600)
    return np.asarray(x) * 2.0
