"""The velocity is set to zero wherever it points along the gradient."""

import numpy as np


class Momentum:
    def __init__(self, alpha, beta):
        self.alpha = alpha
        self.beta = beta
        self.v = []

    def step(self, theta, gradient):
        g = gradient(theta)
        if not self.v:
            self.v = [0.0 * np.asarray(x, float) for x in theta]
        for i in range(len(theta)):
            old = np.where(self.v[i] * g[i] > 0, 0.0, self.v[i])
            self.v[i] = self.beta * old - self.alpha * g[i]
        return [x + v for x, v in zip(theta, self.v)]
