"""r is a single number for each tensor, the sum of its squared gradients."""

import numpy as np


class AdaGrad:
    def __init__(self, alpha, epsilon=1e-8):
        self.alpha, self.epsilon = alpha, epsilon
        self.r = None

    def step(self, theta, gradient):
        g = gradient(theta)
        if self.r is None:
            self.r = [0.0] * len(g)
        self.r = [r + float(np.sum(x * x)) for r, x in zip(self.r, g)]
        return [t - self.alpha / np.sqrt(r + self.epsilon) * x for t, r, x in zip(theta, self.r, g)]
