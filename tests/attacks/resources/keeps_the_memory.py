# status: partial
# points: 2
# says: needed more memory than is allowed
# levels: sealed, sealed+ns, limits
"""Fills the memory in one case and keeps it, so that the next cases find none."""
import numpy as np

kept = []


def double(x, world):
    if x.ndim == 2:
        size = 2**27
        while size >= 1024:
            try:
                kept.append(np.empty(size, np.uint8))
            except MemoryError:
                size //= 2
        raise MemoryError
    return np.asarray(x) * 2.0
