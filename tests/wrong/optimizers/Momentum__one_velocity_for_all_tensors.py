"""All tensors share one scalar velocity made of the mean gradients."""

import numpy as np


class Momentum:
    def __init__(self, alpha, beta):
        self.alpha, self.beta, self.v = alpha, beta, 0.0

    def step(self, theta, gradient):
        out = []
        for t, g in zip(theta, gradient(theta)):
            self.v = self.beta * self.v - self.alpha * np.mean(g)
            out.append(np.asarray(t, float) + self.v)
        return out
