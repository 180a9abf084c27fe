# status: partial
# points: 2
# says: Own
# levels: sealed, sealed+ns, limits
"""Ends its call with what `except Exception` does not see, and the second call with more of it."""
import numpy as np


class Own(BaseException):
    pass


def double(x, world):
    if x.ndim == 2:
        raise Own("from here") from GeneratorExit(KeyboardInterrupt(SystemExit(0)))
    return np.asarray(x) * 2.0
