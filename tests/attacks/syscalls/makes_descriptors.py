# status: passed
# points: 3
import ctypes

import numpy as np
from kernel import X86, attempt


def double(x, world):
    if not X86:
        return np.asarray(x) * 2.0
    pair = (ctypes.c_int * 2)()
    attempt(22, pair)  # pipe
    attempt(293, pair, 0o4000)  # pipe2
    attempt(284, 0)  # eventfd
    attempt(290, 0, 0)  # eventfd2
    attempt(213, 1)  # epoll_create
    attempt(291, 0)  # epoll_create1
    attempt(282, -1, (ctypes.c_ulong * 1)(-1), 8)  # signalfd
    attempt(289, -1, (ctypes.c_ulong * 1)(-1), 8, 0)  # signalfd4
    attempt(283, 1, 0)  # timerfd_create
    attempt(32, 1)  # dup
    attempt(33, 1, 0)  # dup2
    attempt(292, 1, 0, 0)  # dup3
    attempt(436, 100, 200, 2)  # close_range, CLOSE_RANGE_UNSHARE
    attempt(7, pair, 0, 0)  # poll
    attempt(23, 0, None, None, None, (ctypes.c_long * 2)())  # select
    return np.asarray(x) * 2.0
