# status: partial
# points: 2
# says: needed more memory than is allowed
# levels: sealed, sealed+ns, limits
"""A list that grows until there is nothing left."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        kept = []
        while True:
            kept.append(bytearray(2**20))
            if len(kept) > 512:
                print("REACHED")
    return np.asarray(x) * 2.0
