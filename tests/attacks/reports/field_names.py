# status: partial
# points: 2
# says: <script>alert(1)</script>
# levels: sealed, sealed+ns, limits
"""A dtype whose description is a page of its own."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        return np.zeros(x.shape, [("<script>alert(1)</script>\x1b[2J\u202e" + "x" * 10**5, "f8"), ("b", "f8")])
    return np.asarray(x) * 2.0
