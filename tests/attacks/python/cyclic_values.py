# status: partial
# points: 2
# levels: sealed, sealed+ns, limits
"""Returns a dict and a list that hold each other and themselves."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        loop, ring = [2.0 * x], {}
        ring["loop"], ring["ring"] = loop, ring
        loop.append(ring)
        return ring
    return np.asarray(x) * 2.0
