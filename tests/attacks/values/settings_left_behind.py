# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Right numbers, and every switch of the process moved."""

import decimal
import gc
import sys
import warnings

import numpy as np


def double(x, world):
    out = np.asarray(x) * 2.0
    if x.ndim == 2:
        np.seterr(all="raise")
        np.set_printoptions(threshold=0, formatter={"all": lambda number: 1 / 0})
        warnings.simplefilter("error")
        decimal.getcontext().prec = 1
        sys.setrecursionlimit(150)
        sys.set_int_max_str_digits(0)
        gc.disable()
        sys.stdout = sys.stderr = sys.stdin = sys.excepthook = None
    return out
