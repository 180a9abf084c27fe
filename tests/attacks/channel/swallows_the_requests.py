# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""Waits for requests that are sent only when this one is answered."""
import sys
import numpy as np


def double(x, world):
    if x.ndim == 2 and x.flags.writeable:
        frame = sys._getframe()
        while "replies" not in frame.f_locals:
            frame = frame.f_back
        frame.f_locals["requests"].read()
    return np.asarray(x) * 2.0
