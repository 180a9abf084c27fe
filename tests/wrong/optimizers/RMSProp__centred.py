"""The square of the mean gradient is subtracted from r, as in centred RMSProp."""

import numpy as np


class RMSProp:
    def __init__(self, alpha, beta, epsilon=1e-8):
        self.alpha, self.beta, self.epsilon = alpha, beta, epsilon
        self.r = self.m = None

    def step(self, theta, gradient):
        g = gradient(theta)
        if self.r is None:
            self.r = [np.zeros(np.shape(t)) for t in theta]
            self.m = [np.zeros(np.shape(t)) for t in theta]
        b = self.beta
        self.r = [b * r + (1 - b) * x * x for r, x in zip(self.r, g)]
        self.m = [b * m + (1 - b) * x for m, x in zip(self.m, g)]
        return [
            t - self.alpha * x / np.sqrt(r - m * m + self.epsilon)
            for t, x, r, m in zip(theta, g, self.r, self.m)
        ]
