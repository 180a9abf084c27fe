# status: failed
# points: 0
# says: got a memoryview
# levels: sealed, sealed+ns, limits
"""Right numbers in memory, without an array around them."""

import array


def double(x, world):
    if x.ndim == 1:
        return array.array("d", x * 2.0)
    return memoryview(x * 2.0) if x.ndim == 2 else (x * 2.0).tobytes()
