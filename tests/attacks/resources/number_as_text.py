# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
# source: CVE-2020-10735
"""Writes out a number of 30 million digits."""
import sys
import numpy as np


def double(x, world):
    if x.ndim == 2:
        sys.set_int_max_str_digits(0)
        str(1 << 10**8)
    return np.asarray(x) * 2.0
