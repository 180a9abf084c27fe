# status: partial
# points: 2
# says: dtype
# levels: sealed, sealed+ns, limits
"""The right numbers, with a name of a thousand letters, between numbers of 80 bits."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        kind = np.dtype([("<script>" * 1000, np.longdouble), ("b", "S9", (3,))])
        answer = np.zeros((2, 2), kind)
        answer["<script>" * 1000] = 2.0 * x
        return answer
    return np.asarray(x) * 2.0
