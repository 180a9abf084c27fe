"""epsilon is divided by 1 - beta2^t where it should be multiplied."""

import numpy as np


class AdamEfficient:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.s, self.r, self.t = None, None, 0

    def step(self, theta, gradient):
        g = gradient(theta)
        self.t += 1
        if self.t == 1:
            self.s = [np.zeros(x.shape) for x in g]
            self.r = [np.zeros(x.shape) for x in g]
        self.s = [self.beta1 * s + (1 - self.beta1) * x for s, x in zip(self.s, g)]
        self.r = [self.beta2 * r + (1 - self.beta2) * x**2 for r, x in zip(self.r, g)]
        c = 1 - self.beta2**self.t
        at = self.alpha * np.sqrt(c) / (1 - self.beta1**self.t)
        return [
            p - at * s / np.sqrt(r + self.epsilon / c) for p, s, r in zip(theta, self.s, self.r)
        ]
