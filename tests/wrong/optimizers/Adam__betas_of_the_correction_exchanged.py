"""The corrections use the other beta, and epsilon is corrected along with r."""

import numpy as np


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.s, self.r, self.t = None, None, 0

    def step(self, theta, gradient):
        self.t = self.t + 1
        g = gradient(theta)
        if self.s is None:
            self.s, self.r = [np.zeros(x.shape) for x in g], [np.zeros(x.shape) for x in g]
        self.s = [self.beta1 * s + (1 - self.beta1) * x for s, x in zip(self.s, g)]
        self.r = [self.beta2 * r + (1 - self.beta2) * x * x for r, x in zip(self.r, g)]
        shat = [s / (1 - self.beta2**self.t) for s in self.s]
        rhat = [(r + self.epsilon) / (1 - self.beta1**self.t) for r in self.r]
        return [p - self.alpha * a / np.sqrt(b) for p, a, b in zip(theta, shat, rhat)]
