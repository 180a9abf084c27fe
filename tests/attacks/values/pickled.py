# status: partial
# points: 2
# says: got a Pickled
# levels: sealed, sealed+ns, limits
"""What is pickled may run code where it is unpickled."""

import numpy as np


class Pickled:
    def __reduce_ex__(self, protocol):
        print("REACHED")
        return print, ("REACHED",)

    def __copy__(self, *_):
        print("REACHED")
        return self

    __deepcopy__ = __getstate__ = __copy__


def double(x, world):
    if x.ndim == 2:
        return Pickled()
    return np.asarray(x) * 2.0
