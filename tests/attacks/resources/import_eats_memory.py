# status: memory
# points: 0
# says: could not be imported
# result: unreadable
# levels: sealed, sealed+ns, limits
"""A module that needs more memory than there is before it has defined anything."""
import numpy as np

TABLE = np.ones((2**16, 2**16))


def double(x, world):
    return 2.0 * x
