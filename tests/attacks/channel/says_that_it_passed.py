# status: partial
# points: 2
# says: your code answered on the grader's own channel
# levels: sealed, sealed+ns, limits
"""Has the runner send a status that only the judge gives."""
import sys
import numpy as np


def double(x, world):
    if x.ndim == 2:
        child = sys.modules["grader_runner.child"]
        honest = child._failure

        def failure(error):
            child._failure = honest
            answer = sys.modules["grader_runner.codec"].encode_apart(2.0 * x)._asdict()
            return {"status": "passed", **answer, "score": 3.0, "fault": None}

        child._failure = failure
        raise ValueError
    return np.asarray(x) * 2.0
