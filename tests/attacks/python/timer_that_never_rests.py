# status: passed
# points: 3
# or: partial
# levels: sealed, sealed+ns, limits
"""Has the runner's timer ring a thousand times a second, each time with a trace on stderr.

CPython 3.13.0 itself crashes in some of the traces (1 in 60): that costs this case.
"""
import signal
import time
import numpy as np


def double(x, world):
    if x.ndim == 2 and x.flags.writeable:
        signal.setitimer(signal.ITIMER_REAL, 1e-3, 1e-3)
        end = time.monotonic() + 0.1
        while time.monotonic() < end:
            np.linalg.inv(np.eye(9))
    return np.asarray(x) * 2.0
