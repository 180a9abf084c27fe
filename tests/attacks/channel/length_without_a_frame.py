# status: partial
# points: 2
# says: your code answered on the grader's own channel
# levels: sealed, sealed+ns, limits
"""Announces four gigabytes, and is silent."""
import os
import time
import numpy as np


def double(x, world):
    if x.ndim == 2:
        os.write(4, b"\xff\xff\xff\xff")
        time.sleep(60)
    return np.asarray(x) * 2.0
