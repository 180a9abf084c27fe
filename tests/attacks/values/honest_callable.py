# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Honest: `double` need not be a function."""

import functools

import numpy as np


class Times:
    def __call__(self, factor, x, world):
        return np.asarray(x) * factor


double = functools.partial(Times(), 2.0)
