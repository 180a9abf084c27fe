"""It returns theta after the shrinking, theta - 2 lam theta."""

import numpy as np


def l2_grad(theta, lam):
    return np.asarray(theta, dtype=np.float64) * (1 - 2 * lam)
