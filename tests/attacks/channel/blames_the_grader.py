# status: partial
# points: 2
# says: your code answered on the grader's own channel
# levels: sealed, sealed+ns, limits
"""Sends the status by which a submission gets no grade at all, but an apology."""
import sys
import numpy as np


def double(x, world):
    if x.ndim == 2:
        child = sys.modules["grader_runner.child"]
        honest = child._failure

        def failure(error):
            child._failure = honest
            return {"status": "internal_error", "value": None, "message": "our fault"}

        child._failure = failure
        raise ValueError
    return np.asarray(x) * 2.0
