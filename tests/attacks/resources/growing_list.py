# status: partial
# points: 2
# says: needed more memory than is allowed
# levels: sealed, sealed+ns, limits
"""A list that grows until there is nothing left."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        kept = [np.empty(180 * 2**17)]  # not touched: the rest takes less time
        while True:
            kept.append(np.ones(2**17))
            if len(kept) > 256:
                print("REACHED")
    return np.asarray(x) * 2.0
