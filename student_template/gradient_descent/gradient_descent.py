"""Gradient descent and minibatches.

Fill in every function; handout.md says what each must do.  Then: grader check
"""

import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    """The trajectory (steps + 1, d), row 0 the initial theta."""
    raise NotImplementedError


def minibatches(permutation, m):
    """A list of index arrays of m each; the last may be smaller."""
    raise NotImplementedError


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    """The trajectory, one row per update; gradient(theta, X, y) is a sum."""
    raise NotImplementedError


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    """(theta, steps): stops after the first step shorter than the tolerance."""
    raise NotImplementedError
