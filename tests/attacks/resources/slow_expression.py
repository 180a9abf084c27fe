# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""A regular expression that tries every way to cut a word."""
import re
import numpy as np


def double(x, world):
    if x.ndim == 2:
        re.match("(a+)+$", "a" * 60 + "b")
    return np.asarray(x) * 2.0
