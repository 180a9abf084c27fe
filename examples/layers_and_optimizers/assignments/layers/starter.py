"""What stands in for a student's forward functions where those are wrong."""

import numpy as np


def affine_forward(x, w, b):
    """The output, and (x, w)."""
    return x.reshape(len(x), -1) @ w + b, (x, w)


def relu_forward(x):
    """The output, and x."""
    return np.maximum(x, 0.0), x
