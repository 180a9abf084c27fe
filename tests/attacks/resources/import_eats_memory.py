# status: passed
# points: 3
# says: line 8: left out: MemoryError
# levels: sealed, sealed+ns, limits
"""A statement that needs more memory than there is, before anything is defined."""
import numpy as np

TABLE = np.ones((2**16, 2**16))


def double(x, world):
    return 2.0 * x
