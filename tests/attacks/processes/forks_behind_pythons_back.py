# status: passed
# points: 3
# danger: yes
import ctypes
import sys

import numpy as np

libc = ctypes.CDLL(None)


def double(x, world):
    for fork in ("fork", "_Fork", "forkpty", "daemon", "__libc_fork"):
        if not hasattr(libc, fork):
            continue
        arguments = {"forkpty": [None] * 4, "daemon": [1, 1]}.get(fork, [])
        sys.stdout.flush()
        result = getattr(libc, fork)(*arguments)
        if result >= 0:
            print("REACHED", fork, flush=True)
        if result == 0 and fork != "daemon":
            libc._exit(0)
    return np.asarray(x) * 2.0
