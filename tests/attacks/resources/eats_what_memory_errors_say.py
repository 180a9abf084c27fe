# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""Takes all memory, and goes on whenever it is told that there is no more."""
import numpy as np

kept = []


def double(x, world):
    if x.ndim == 2:
        while True:
            try:
                kept.append(bytearray(2**20))
            except MemoryError:
                pass
    return np.asarray(x) * 2.0
