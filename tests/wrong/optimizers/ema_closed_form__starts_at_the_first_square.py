"""The average starts at the first square, not at zero, as pandas' ewm does."""

import numpy as np


def ema_closed_form(gradients, beta):
    sq = np.asarray(gradients, dtype=np.float64) ** 2
    r = sq[0]
    for x in sq[1:]:
        r = beta * r + (1 - beta) * x
    return r
