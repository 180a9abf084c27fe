# status: passed
# points: 3
import ctypes

import numpy as np
from kernel import X86, attempt


def double(x, world):
    if not X86:
        return np.asarray(x) * 2.0
    address = b"\2\0" + world["tcp"].to_bytes(2, "big") + b"\x7f\0\0\1" + bytes(8)
    pair = (ctypes.c_int * 2)()
    s = attempt(41, 2, 1, 0)  # socket
    attempt(41, 2, 1 | 0o2004000, 0)  # with SOCK_NONBLOCK and SOCK_CLOEXEC
    attempt(41 + 2**32, 2, 1, 0)
    attempt(53, 1, 1, 0, pair)  # socketpair
    for s in (s, 0, 1, 3, 4):
        attempt(42, s, address, 16)  # connect
        attempt(44, s, b"x", 1, 0x20000040, address, 16)  # sendto that connects (MSG_FASTOPEN)
        attempt(54, s, 1, 50, pair, 4)  # setsockopt, SO_ATTACH_BPF
        attempt(50, s, 1)  # listen
        attempt(307, s, pair, 0, 0)  # sendmmsg
    return np.asarray(x) * 2.0
