# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Leaves a timer behind that ends the process while it works on the next case."""
import signal
import numpy as np

armed = False


def double(x, world):
    global armed
    if x.ndim == 2:
        armed = True
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, 0.02)
    while armed and x.ndim == 3:
        pass
    return np.asarray(x) * 2.0
