# status: partial
# points: 2
# says: graded code runs in one thread
# danger: yes
"""Threads without end, each of which loops."""
import threading
import numpy as np


def loop():
    while True:
        pass


def double(x, world):
    if x.ndim == 2:
        while True:
            threading.Thread(target=loop, daemon=True).start()
            print("REACHED")
    return np.asarray(x) * 2.0
