"""The oldest gradient gets the largest weight."""

import numpy as np


def ema_closed_form(gradients, beta):
    g = np.asarray(gradients, float)
    r = np.zeros(g.shape[1])
    for i in range(len(g)):
        r += (1 - beta) * beta**i * g[i] ** 2
    return r
