"""x is turned into an integer before the comparison, so numbers in (0, 1) count as zero."""

import numpy as np


def relu_grad(x):
    x = np.asarray(x)
    return (x.astype(int) > 0).astype(float)
