"""The tanh identity is used and its inner derivative 1/2 counted once only."""

import numpy as np


def sigmoid_grad(x):
    th = np.tanh(np.asarray(x, float) / 2)
    return (1 - th**2) / 2
