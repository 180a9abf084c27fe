"""It uses the formula (x + |x|) / 2 without the division."""

import numpy as np


def relu(x):
    x = np.array(x, dtype=float)
    return x + abs(x)
