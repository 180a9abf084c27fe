"""The numerator mixes the gradient in once more, as Nadam does."""

import numpy as np


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.cfg = alpha, beta1, beta2, epsilon
        self.t, self.s, self.r = 0, [], []

    def step(self, theta, gradient):
        alpha, b1, b2, eps = self.cfg
        g = gradient(theta)
        if self.t == 0:
            self.s = [0 * x for x in g]
            self.r = [0 * x for x in g]
        self.t += 1
        new = []
        for i, x in enumerate(g):
            self.s[i] = b1 * self.s[i] + (1 - b1) * x
            self.r[i] = b2 * self.r[i] + (1 - b2) * x * x
            c = 1 - b1**self.t
            num = b1 * self.s[i] / c + (1 - b1) * x / c
            new.append(theta[i] - alpha * num / np.sqrt(self.r[i] / (1 - b2**self.t) + eps))
        return new
