"""It is the mean of both directions."""

import numpy as np


def kl_divergence(p, q):
    def d(a, b):
        r = 0.0
        for s, t in zip(a, b):
            if s > 0:
                r += np.inf if t == 0 else s * np.log(s / t)
        return r

    return 0.5 * (d(p, q) + d(q, p))
