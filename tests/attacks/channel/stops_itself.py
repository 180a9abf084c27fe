# status: partial
# points: 2
# levels: sealed, sealed+ns, limits
"""Sends itself the signals that no handler sees; it stops, ends, or is told that it may not."""
import os
import signal
import numpy as np


def double(x, world):
    if x.ndim == 2:
        for send in (lambda: signal.raise_signal(signal.SIGSTOP), lambda: os.kill(os.getpid(), 9)):
            try:
                send()
            except OSError:
                pass
        raise OSError("still here")
    return np.asarray(x) * 2.0
