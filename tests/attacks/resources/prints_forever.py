# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""A flood on stderr, without a single newline and without an end."""
import os
import numpy as np


def double(x, world):
    if x.ndim == 2:
        part = b"\xff" * 2**16
        while True:
            os.write(2, part)
    return np.asarray(x) * 2.0
