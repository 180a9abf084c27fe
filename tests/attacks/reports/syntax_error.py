# status: partial
# points: 2
# says: <b>not</b> so
# levels: sealed, sealed+ns, limits
"""A SyntaxError made by hand: it says where it is, and what stands there."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        place = ("submission/</pre><script>", [2**31, -5, 10**30][len(x)], 10**9, "<svg>\x1b[2J" * 10**5)
        raise SyntaxError("<b>not</b> so", place)
    return np.asarray(x) * 2.0
