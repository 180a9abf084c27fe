"""The step function is replaced by a steep sigmoid."""

import numpy as np


def relu_grad(x):
    return 0.5 * (1 + np.tanh(10 * np.asarray(x, dtype=np.float64)))
