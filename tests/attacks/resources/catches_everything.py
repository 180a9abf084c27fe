# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""A loop that no exception ends."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        while True:
            try:
                while True:
                    pass
            except BaseException:
                continue
            finally:
                continue
    return np.asarray(x) * 2.0
