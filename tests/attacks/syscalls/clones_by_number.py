# status: passed
# points: 3
# danger: yes
import ctypes

import numpy as np
from kernel import X86, attempt, libc


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
