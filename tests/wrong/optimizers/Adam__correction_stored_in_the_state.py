"""The corrected moments are written back into the state."""

import numpy as np


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.b1, self.b2, self.eps = alpha, beta1, beta2, epsilon
        self.t = 0
        self.s = self.r = None

    def step(self, theta, gradient):
        if self.t == 0:
            self.s = [np.zeros(np.shape(p)) for p in theta]
            self.r = [np.zeros(np.shape(p)) for p in theta]
        self.t += 1
        g = gradient(theta)
        for i in range(len(theta)):
            self.s[i] = (self.b1 * self.s[i] + (1 - self.b1) * g[i]) / (1 - self.b1**self.t)
            self.r[i] = (self.b2 * self.r[i] + (1 - self.b2) * g[i] ** 2) / (1 - self.b2**self.t)
        return [
            p - self.alpha * s / np.sqrt(r + self.eps) for p, s, r in zip(theta, self.s, self.r)
        ]
