# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Honest: off by rounding, differently in each call, and with a zero that is negative."""

import numpy as np


def double(x, world):
    noise = 1e-12 * np.random.default_rng().uniform(-1, 1, x.shape)
    return np.where(x == 0, -0.0, np.asarray(x) * (2.0 + noise))
