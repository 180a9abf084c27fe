# status: failed
# points: 0
# says: has dtype float32, expected float64
# levels: sealed, sealed+ns, limits
"""Numbers that are right, or nearly, in a type that is not float64."""

import numpy as np


def double(x, world):
    return (x * 2.0).astype([np.float16, np.float32, np.longdouble][x.ndim - 1])
