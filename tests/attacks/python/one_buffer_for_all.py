# status: partial
# points: 2
# says: an array that you returned was changed by a later call
# levels: sealed, sealed+ns, limits
"""Returns the same array again and again, and changes what was returned before."""
import numpy as np

buffer = np.zeros((2, 2))


def double(x, world):
    if x.ndim == 2:
        if not x.flags.writeable:
            buffer[:] = 0.0
            return x * 2.0
        buffer[:] = x * 2.0
        return buffer
    return np.asarray(x) * 2.0
