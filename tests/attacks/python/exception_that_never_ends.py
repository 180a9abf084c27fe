# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""An exception that takes for ever to be written."""
import numpy as np


class Hostile(Exception):
    def __str__(self):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass


def double(x, world):
    if x.ndim == 2:
        raise Hostile
    return np.asarray(x) * 2.0
