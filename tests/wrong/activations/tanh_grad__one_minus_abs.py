"""The square of tanh is replaced by its absolute value."""

import numpy as np


def tanh_grad(x):
    return 1 - np.abs(np.tanh(np.asarray(x, dtype=float)))
