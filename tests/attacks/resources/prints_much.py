# status: passed
# points: 3
# stdout: bytes of output are not shown
# seconds: 3
# levels: sealed, sealed+ns, limits
"""Prints 40 MB without a newline, and answers."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        for _ in range(40):
            print("x" * 10**6, end="")
    return np.asarray(x) * 2.0
