"""The optimizers of the lecture.

Fill in every function; handout.md says what each must do.  Then: grader check
"""

import numpy as np


class SGD:
    """Stochastic gradient descent."""

    def __init__(self, alpha):
        raise NotImplementedError

    def step(self, theta, gradient):
        """The new theta; calls gradient(theta) once."""
        raise NotImplementedError


class Momentum:
    """SGD with momentum; state v."""

    def __init__(self, alpha, beta):
        raise NotImplementedError

    def step(self, theta, gradient):
        """The new theta; calls gradient(theta) once."""
        raise NotImplementedError


class Nesterov:
    """SGD with Nesterov momentum; state v."""

    def __init__(self, alpha, beta):
        raise NotImplementedError

    def step(self, theta, gradient):
        """The new theta; calls gradient(theta) once."""
        raise NotImplementedError


class AdaGrad:
    """AdaGrad; state r."""

    def __init__(self, alpha, epsilon=1e-8):
        raise NotImplementedError

    def step(self, theta, gradient):
        """The new theta; calls gradient(theta) once."""
        raise NotImplementedError


class RMSProp:
    """RMSProp; state r."""

    def __init__(self, alpha, beta, epsilon=1e-8):
        raise NotImplementedError

    def step(self, theta, gradient):
        """The new theta; calls gradient(theta) once."""
        raise NotImplementedError


class Adam:
    """Adam; state s, r, t."""

    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        raise NotImplementedError

    def step(self, theta, gradient):
        """The new theta; calls gradient(theta) once."""
        raise NotImplementedError


class AdamEfficient:
    """Adam with alpha_t and no hats; equal to Adam."""

    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        raise NotImplementedError

    def step(self, theta, gradient):
        """The new theta; calls gradient(theta) once."""
        raise NotImplementedError


def ema_closed_form(gradients, beta):
    """r_T from the gradients (T, d), as one sum; shape (d,)."""
    raise NotImplementedError


def bias_correction(r, beta, t):
    """r without the bias of a start at zero."""
    raise NotImplementedError
