# status: passed
# points: 3
import ctypes

import numpy as np
from kernel import X86, attempt


def double(x, world):
    if not X86:
        return np.asarray(x) * 2.0
    arguments = (ctypes.c_char_p * 2)(b"REACHED", None)
    for flags in (0, 1, 2, 0x10):
        attempt(319, b"program", flags)  # memfd_create
    for descriptor in (-100, 0, 1, 3, 4):
        attempt(322, descriptor, b"", arguments, None, 0x1000)  # execveat, AT_EMPTY_PATH
    for program in (b"/proc/self/exe", b"/bin/true", b"/proc/self/fd/3"):
        attempt(59, program, arguments, None)  # execve
        attempt(322, -100, program, arguments, None, 0)
    return np.asarray(x) * 2.0
