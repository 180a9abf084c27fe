# status: partial
# points: 2
# levels: sealed, sealed+ns, limits
"""Sends a wrong answer by itself and ends the process, in which the next case would have run."""
import os
import sys
import numpy as np


def double(x, world):
    if x.ndim == 2:
        frame = sys._getframe()
        while "replies" not in frame.f_locals:
            frame = frame.f_back
        codec, frames = (sys.modules[f"grader_runner.{name}"] for name in ("codec", "frames"))
        answer = codec.encode_apart(3.0 * x)
        reply = {"id": frame.f_locals["job"], "status": "value", **answer._asdict()}
        frames.write_frame(frame.f_locals["replies"], codec.encode(reply))
        os._exit(0)
    return np.asarray(x) * 2.0
