# status: partial
# points: 2
# says: <iframe src=javascript:alert(1)>
# levels: sealed, sealed+ns, limits
"""The name of a type is shown to who asked for an array."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        return type("<iframe src=javascript:alert(1)>\x1b]0;x\x07\r" + "\u202e" * 10**6, (), {})()
    return np.asarray(x) * 2.0
