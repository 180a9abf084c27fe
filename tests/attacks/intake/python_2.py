# status: error
# points: 0
# says: in line 11); Python 3 is needed
# result: unreadable
# levels: sealed, sealed+ns, limits
"""Python 2."""
import numpy as np


def double(x, world):
    print "doubling", `x`
    exec "y = 2L * x" in {}
    raise ValueError, "x <> 0777"
