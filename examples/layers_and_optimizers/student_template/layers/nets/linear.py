"""The loss of a linear classifier, twice.

Fill in both functions; handout.md says what they must do.  Then: grader check
"""

import numpy as np


def softmax_loss_naive(W, X, y, reg):
    """(loss, dW), with loops."""
    raise NotImplementedError


def softmax_loss_vectorized(W, X, y, reg):
    """(loss, dW), without loops."""
    raise NotImplementedError
