"""Loss functions and their gradients.

Fill in every function; handout.md says what each must do.  Then: grader check
"""

import numpy as np


def squared_error_sum(f, y):
    """The sum of the squared errors."""
    raise NotImplementedError


def mse(f, y):
    """The mean of the squared errors over all elements."""
    raise NotImplementedError


def mse_grad(f, y):
    """The gradient of mse with respect to f."""
    raise NotImplementedError


def gaussian_nll(f, y, sigma):
    """The negative log-likelihood of y under N(f, sigma^2), summed, constants kept."""
    raise NotImplementedError


def nll(p, gold):
    """The mean of -log p[gold] for probabilities p (m, C)."""
    raise NotImplementedError


def cross_entropy_logits(z, gold):
    """The mean cross-entropy of softmax(z), z (m, C), gold (m,)."""
    raise NotImplementedError


def cross_entropy_logits_grad(z, gold):
    """Its gradient with respect to z."""
    raise NotImplementedError


def binary_cross_entropy(p, y):
    """The mean binary cross-entropy, 0 < p < 1, y in [0, 1]."""
    raise NotImplementedError


def entropy(p):
    """H(p) of one distribution (C,)."""
    raise NotImplementedError


def cross_entropy(p, q):
    """H(p, q) of two distributions (C,)."""
    raise NotImplementedError


def kl_divergence(p, q):
    """D(p || q)."""
    raise NotImplementedError


def l2_penalty(theta, lam):
    """lam * ||theta||^2 for one array."""
    raise NotImplementedError


def l2_grad(theta, lam):
    """Its gradient with respect to theta."""
    raise NotImplementedError
