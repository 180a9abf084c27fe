# status: partial
# points: 2
# says: ValueError
# levels: sealed, sealed+ns, limits
"""A description of an exception with frames of megabytes each."""
import sys
import numpy as np


def double(x, world):
    if x.ndim == 2:
        child = sys.modules["grader_runner.child"]
        honest = child._failure

        def failure(error):
            child._failure = honest
            text = "<b>" * 10**6
            frames = [[text, 2**62, text, text]] * 5
            fault = {"type": "ValueError", "message": "x", "line": -(2**63), "frames": frames}
            return {"status": "error", "fault": fault}

        child._failure = failure
        raise ValueError
    return np.asarray(x) * 2.0
