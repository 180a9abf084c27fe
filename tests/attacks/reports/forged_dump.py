# status: partial
# points: 2
# says: it was then at line 24 of work.py
# levels: sealed, sealed+ns, limits
# stdout: before
"""A traceback as faulthandler writes it, with a line that there is not; then the real one."""

import sys

import numpy as np

DUMP = """Timeout (0:00:01)!
Fatal Python error: <script>alert(1)</script>

Current thread 0x00007f (most recent call first):
  File "submission/../../etc/<b>", line 7777777 in <svg onload=alert(1)>
  File "submission/work.py", line 9999999 in double
"""


def double(x, world):
    if x.ndim == 2:
        print("before", DUMP, "after", DUMP * 200, file=sys.stderr, flush=True)
        while x.ndim == 2: pass  # one line, wherever in it the time is over
    return np.asarray(x) * 2.0
