# status: passed
# points: 3
# or: error, partial
"""Rings thousands of times: it may break CPython's own tracing (3.13.0), which costs itself."""
import signal

import numpy as np


def double(x, world):
    # The alarm is what has the place of a timeout printed; here it floods the output.
    signal.setitimer(signal.ITIMER_REAL, 1e-4, 1e-4)
    for kind in (signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
        signal.signal({1: signal.SIGVTALRM, 2: signal.SIGPROF}[kind], lambda *_: None)
        signal.setitimer(kind, 1e-3, 1e-3)
    for _ in range(2000):
        sum(range(100))
    return np.asarray(x) * 2.0
