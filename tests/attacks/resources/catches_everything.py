# status: partial
# points: 2
# says: no answer after 0.8 s
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
