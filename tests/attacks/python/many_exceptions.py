# status: partial
# points: 2
# says: ExceptionGroup
# levels: sealed, sealed+ns, limits
"""A group of groups of exceptions, a thousand deep and thousands wide."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        group = ExceptionGroup("x" * 10**6, [ValueError(n) for n in range(10**4)])
        for depth in range(1000):
            group = ExceptionGroup(f"{depth}", [group, ValueError(depth)])
        raise group
    return np.asarray(x) * 2.0
