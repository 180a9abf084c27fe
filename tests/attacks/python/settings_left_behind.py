# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Changes every setting that it can find, and answers."""
import decimal
import gc
import sys
import warnings
import numpy as np


def double(x, world):
    answer = np.asarray(x) * 2.0
    if x.ndim == 2:
        np.seterr(all="raise")
        np.seterrcall(sys.exit)
        np.set_printoptions(precision=0, threshold=0, formatter={"all": lambda value: 1 / 0})
        warnings.simplefilter("error")
        decimal.getcontext().prec = 1
        gc.disable(), gc.set_threshold(1), gc.set_debug(gc.DEBUG_SAVEALL)
        sys.setswitchinterval(1e-9), sys.set_int_max_str_digits(640)
        np.setbufsize(16)
    return answer
