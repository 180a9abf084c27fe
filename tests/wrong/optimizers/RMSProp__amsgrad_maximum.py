"""The divisor never shrinks: the largest r so far is used."""

import numpy as np


class RMSProp:
    def __init__(self, alpha, beta, epsilon=1e-8):
        self.alpha, self.beta, self.epsilon = alpha, beta, epsilon
        self.r, self.top = None, None

    def step(self, theta, gradient):
        g = gradient(theta)
        if self.r is None:
            self.r = [np.zeros(x.shape) for x in g]
            self.top = [np.zeros(x.shape) for x in g]
        self.r = [self.beta * r + (1 - self.beta) * x**2 for r, x in zip(self.r, g)]
        self.top = [np.maximum(a, b) for a, b in zip(self.top, self.r)]
        return [
            t - self.alpha / np.sqrt(m + self.epsilon) * x for t, m, x in zip(theta, self.top, g)
        ]
