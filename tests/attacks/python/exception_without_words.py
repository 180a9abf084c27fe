# status: partial
# points: 2
# says: its text could not be made
# levels: sealed, sealed+ns, limits
"""An exception that raises another when it is asked what is the matter."""
import numpy as np


class Hostile(Exception):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__


def double(x, world):
    if x.ndim == 2:
        raise Hostile
    return np.asarray(x) * 2.0
