# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""Ignores and blocks whatever can be ignored and blocked, then loops."""
import signal
import numpy as np


def double(x, world):
    if x.ndim == 2:
        for number in range(1, 65):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        try:
            signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.valid_signals()))
        except OSError:
            pass
        while True:
            pass
    return np.asarray(x) * 2.0
