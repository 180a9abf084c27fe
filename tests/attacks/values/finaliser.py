# status: partial
# points: 2
# says: is 1e+09, expected 2
# levels: sealed, sealed+ns, limits
"""The answer is changed by a finaliser, after the return."""

import numpy as np


class Spoiler:
    def __del__(self):
        self.out[0, 0] = 1e9  # when the call has ended


def double(x, world):
    if x.ndim == 2:
        out = x * 2.0
        spoiler = Spoiler()
        spoiler.out = out
        return out
    return np.asarray(x) * 2.0
