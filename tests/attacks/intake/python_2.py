# status: error
# points: 0
# says: line 11: SyntaxError: Missing parentheses in call to 'print'
# result: unreadable
# levels: sealed, sealed+ns, limits
"""Python 2."""
import numpy as np


def double(x, world):
    print "doubling", `x`
    exec "y = 2L * x" in {}
    raise ValueError, "x <> 0777"
