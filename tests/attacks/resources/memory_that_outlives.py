# status: passed
# points: 3
# danger: yes
"""System V shared memory and semaphores, which stay when the process has gone."""
import ctypes
import numpy as np


def double(x, world):
    libc = ctypes.CDLL(None, use_errno=True)
    found = [
        libc.shmget(0, ctypes.c_size_t(2**20), 0o1666),
        libc.semget(0, 1, 0o1666),
        libc.msgget(0, 0o1666),
    ]
    if any(number != -1 for number in found):
        print("REACHED", found)
        libc.shmctl(found[0], 0, None), libc.semctl(found[1], 0, 0), libc.msgctl(found[2], 0, None)
    return np.asarray(x) * 2.0
