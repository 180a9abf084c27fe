# status: passed
# points: 3
import _thread
import ctypes
import faulthandler
import threading
import time

import numpy as np

libc = ctypes.CDLL(None)


def double(x, world):
    for start in (
        lambda: _thread.start_new_thread(print, ("REACHED",)),
        lambda: threading.Timer(0, print, ("REACHED",)).start(),
        lambda: faulthandler.dump_traceback_later(60, exit=True),
    ):
        try:
            start()
            print("REACHED")
        except (OSError, RuntimeError):
            pass
    entry = ctypes.cast(libc.getpid, ctypes.c_void_p)
    if libc.pthread_create(ctypes.byref(ctypes.c_ulong()), None, entry, None) == 0:
        print("REACHED")
    time.sleep(0.02)
    return np.asarray(x) * 2.0
