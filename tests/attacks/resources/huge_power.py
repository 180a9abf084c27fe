# status: partial
# points: 2
# says: no answer after CLOCK
# levels: sealed, sealed+ns, limits
"""One operation of C that takes hours and looks at no signal."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        nine = 9
        nine**nine**8
    return np.asarray(x) * 2.0
