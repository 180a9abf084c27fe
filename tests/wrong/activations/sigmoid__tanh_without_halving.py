"""It is built from tanh, but with tanh(x) in place of tanh(x/2)."""

import numpy as np


def sigmoid(x):
    return (np.tanh(np.array(x, dtype=np.float64)) + 1) / 2
