# status: partial
# points: 2
# says: it cannot be described
# levels: sealed, sealed+ns, limits
"""An exception whose type has no name."""
import numpy as np


class Kind(type):
    @property
    def __name__(cls):
        raise KeyboardInterrupt


class Hostile(BaseException, metaclass=Kind):
    pass


def double(x, world):
    if x.ndim == 2:
        raise Hostile
    return np.asarray(x) * 2.0
