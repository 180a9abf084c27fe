# status: partial
# points: 2
# says: a second call (or a second instance) gave another answer
# levels: sealed, sealed+ns, limits
"""Counts its calls, and is right in the first of a case."""
import numpy as np

calls = 0


def double(x, world):
    global calls
    calls += 1
    if x.ndim == 2:
        return x * (2.0 if calls == 3 else 3.0)
    return np.asarray(x) * 2.0
