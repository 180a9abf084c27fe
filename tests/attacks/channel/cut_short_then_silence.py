# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""Announces a frame of 60 MB, sends ten bytes of it, and is silent."""
import os
import struct
import time
import numpy as np


def double(x, world):
    if x.ndim == 2:
        os.write(4, struct.pack("<I", 60 * 2**20) + b"d\x05\x00\x00\x00s\x02\x00\x00\x00")
        time.sleep(60)
    return np.asarray(x) * 2.0
