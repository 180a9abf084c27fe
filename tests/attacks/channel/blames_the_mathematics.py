# status: partial
# points: 2
# says: memory limit
# levels: sealed, sealed+ns, limits
"""Ends as a library does that found no memory, which is believed and costs the case all the same."""
import os
import numpy as np


def double(x, world):
    if x.ndim == 2:
        os.write(2, b"OpenBLAS warning: precompiled NUM_THREADS exceeded\n")
        os._exit(1)
    return np.asarray(x) * 2.0
