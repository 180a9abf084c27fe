# status: partial
# points: 2
# says: must be a numpy array
# levels: sealed, sealed+ns, limits
"""Records whose fields lie over each other."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        kind = np.dtype({"names": ["a", "b"], "formats": ["f8", "f8"], "offsets": [0, 0], "itemsize": 8})
        return (x * 2.0).view(kind)
    return np.asarray(x) * 2.0
