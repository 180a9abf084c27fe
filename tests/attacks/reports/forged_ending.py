# status: partial
# points: 2
# says: with exit code 42
# levels: sealed, sealed+ns, limits
"""Ends as a process does whose library found no memory, and where no line is."""

import os
import sys

import numpy as np


def double(x, world):
    if x.ndim == 2:
        print("OpenBLAS blas_thread_init: pthread_create failed for thread 1 of 2")
        print('Current thread 0x1 (most recent call first):\n  File "submission/<i>", line 0 in <u>')
        sys.stdout.flush()
        os._exit(42)
    return np.asarray(x) * 2.0
