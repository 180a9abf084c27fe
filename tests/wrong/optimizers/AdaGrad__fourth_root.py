"""The square root is taken twice."""

import numpy as np


class AdaGrad:
    def __init__(self, alpha, epsilon=1e-8):
        self.alpha = alpha
        self.eps = epsilon
        self.r = None

    def step(self, theta, gradient):
        grads = gradient(theta)
        self.r = (
            [g**2 for g in grads] if self.r is None else [r + g**2 for r, g in zip(self.r, grads)]
        )
        return [
            t - self.alpha * g / np.sqrt(np.sqrt(r + self.eps))
            for t, g, r in zip(theta, grads, self.r)
        ]
