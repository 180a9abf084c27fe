# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Registers what loops when Python ends."""
import atexit
import threading
import numpy as np


def forever():
    while True:
        pass


def double(x, world):
    atexit.register(forever)
    threading._register_atexit(forever)
    return np.asarray(x) * 2.0
