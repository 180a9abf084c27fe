# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Closes stdout and stderr, as files and as descriptors, and answers."""
import os
import sys
import numpy as np


def double(x, world):
    if x.ndim == 2:
        for stream in (sys.stdout, sys.stderr):
            stream.close()
        for fd in (0, 1, 2):
            try:
                os.close(fd)
            except OSError:
                pass
    return np.asarray(x) * 2.0
