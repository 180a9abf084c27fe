# status: passed
# points: 3
# danger: yes
import ctypes
import sys

import numpy as np

X86 = getattr(sys.implementation, "_multiarch", "").startswith("x86_64")
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long


def attempt(number, *arguments):
    plain = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = libc.syscall(ctypes.c_long(number), *plain)
    if result >= 0:
        print("REACHED", number, arguments, result)
    return result


def forked(number, *arguments):
    if attempt(number, *arguments) == 0:
        libc._exit(0)


def double(x, world):
    if not X86:
        return np.asarray(x) * 2.0
    forked(57)  # fork
    forked(58)  # vfork
    for flags in (17, 0x8011, 0x4011, 0x10000011, 0x20000011, 0x1011, 2**32 + 17):
        forked(56, flags, 0, 0, 0, 0)  # clone: a sibling, vfork, in new namespaces, with a pidfd
        new = (ctypes.c_uint64 * 11)(flags & ~0xFF, 0, 0, 0, 17)
        for size in (64, 80, 88):
            forked(435, new, size)  # clone3
    return np.asarray(x) * 2.0
