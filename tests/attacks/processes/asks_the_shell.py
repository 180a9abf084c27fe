# status: passed
# points: 3
import ctypes
import os

import numpy as np

libc = ctypes.CDLL(None)


def double(x, world):
    if os.system("true") == 0 or libc.system(b"true") == 0:
        print("REACHED")
    if libc.popen(b"true", b"r"):
        print("REACHED")
    if libc.wordexp(b"$(true)", ctypes.create_string_buffer(64), 0) == 0:
        print("REACHED")
    try:
        print("REACHED", os.popen("id").read())
    except OSError:
        pass
    return np.asarray(x) * 2.0
