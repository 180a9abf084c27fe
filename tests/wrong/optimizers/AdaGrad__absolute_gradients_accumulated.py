"""It sums the absolute gradients and divides by the sum, with epsilon squared."""

import numpy as np


class AdaGrad:
    def __init__(self, alpha, epsilon=1e-8):
        self.alpha, self.epsilon, self.r = alpha, epsilon, None

    def step(self, theta, gradient):
        g = gradient(theta)
        self.r = self.r or [np.zeros(np.shape(t)) for t in theta]
        out = []
        for i in range(len(g)):
            self.r[i] = self.r[i] + np.abs(g[i])
            out.append(theta[i] - self.alpha * g[i] / np.sqrt(self.r[i] ** 2 + self.epsilon**2))
        return out
