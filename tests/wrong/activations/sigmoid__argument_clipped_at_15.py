"""The argument is clipped to [-15, 15] to avoid overflow, so the tails are flat."""

import numpy as np


def sigmoid(x):
    x = np.clip(np.asarray(x, dtype=np.float64), -15, 15)
    return 1 / (1 + np.exp(-x))
