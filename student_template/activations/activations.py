"""Activation functions and their derivatives.

Fill in every function; handout.md says what each must do.  Then: grader check
"""

import numpy as np


def sigmoid(x):
    """1 / (1 + e^-x), for an array of any shape."""
    raise NotImplementedError


def sigmoid_grad(x):
    """The derivative of sigmoid at x."""
    raise NotImplementedError


def tanh_grad(x):
    """The derivative of tanh at x."""
    raise NotImplementedError


def relu(x):
    """max(x, 0)."""
    raise NotImplementedError


def relu_grad(x):
    """The derivative of relu at x; 0 at exactly 0."""
    raise NotImplementedError


def softmax(z):
    """Softmax of every row of z (m, C)."""
    raise NotImplementedError


def softmax_jacobian(z):
    """ds_i / dz_j for one vector z (C,), as a matrix (C, C)."""
    raise NotImplementedError
