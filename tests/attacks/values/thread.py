# status: partial
# points: 2
# says: one thread
# levels: sealed, sealed+ns
"""A thread that goes on changing what was returned."""

import threading

import numpy as np


def double(x, world):
    if x.ndim == 2:
        out = x * 2.0
        threading.Thread(target=lambda: [out.fill(n) for n in iter(int, 1)], daemon=True).start()
        return out
    return np.asarray(x) * 2.0
