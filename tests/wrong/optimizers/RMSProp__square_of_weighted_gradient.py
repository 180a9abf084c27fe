"""The factor 1 - beta is squared together with the gradient."""

import numpy as np


class RMSProp:
    def __init__(self, alpha, beta, epsilon=1e-8):
        self.alpha, self.beta, self.epsilon = alpha, beta, epsilon
        self.r = None

    def step(self, theta, gradient):
        grads = gradient(theta)
        if self.r is None:
            self.r = [np.zeros_like(g) for g in grads]
        res = []
        for k, (t, g) in enumerate(zip(theta, grads)):
            self.r[k] = self.beta * self.r[k] + ((1 - self.beta) * g) ** 2
            res.append(t - self.alpha / np.sqrt(self.r[k] + self.epsilon) * g)
        return res
