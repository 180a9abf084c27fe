# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""Waits for a lock that it holds itself."""
import threading
import numpy as np


def double(x, world):
    if x.ndim == 2:
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()
    return np.asarray(x) * 2.0
