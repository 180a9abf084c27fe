"""Layers forwards and backwards, and two losses.

Fill in every function; handout.md says what each must do.  Then: grader check
"""

import numpy as np


def affine_forward(x, w, b):
    """(out, cache): every example as a row, times w, plus b."""
    raise NotImplementedError


def affine_backward(dout, cache):
    """(dx, dw, db): the gradients of what affine_forward was given."""
    raise NotImplementedError


def relu_forward(x):
    """(out, cache): the positive numbers of x, and 0."""
    raise NotImplementedError


def relu_backward(dout, cache):
    """The gradient of what relu_forward was given."""
    raise NotImplementedError


def softmax_loss(x, y):
    """(loss, dx) of the scores x and the labels y."""
    raise NotImplementedError


def svm_loss(x, y):
    """(loss, dx) of the scores x and the labels y, with a margin of 1."""
    raise NotImplementedError
