"""alpha itself is overwritten by alpha_t in every step."""

import numpy as np


class AdamEfficient:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.s, self.r, self.t = [], [], 0

    def step(self, theta, gradient):
        g = gradient(theta)
        if not self.s:
            self.s = [0.0] * len(g)
            self.r = [0.0] * len(g)
        self.t += 1
        corr = 1 - self.beta2**self.t
        self.alpha = self.alpha * np.sqrt(corr) / (1 - self.beta1**self.t)
        new = []
        for k in range(len(g)):
            self.s[k] = self.beta1 * self.s[k] + (1 - self.beta1) * g[k]
            self.r[k] = self.beta2 * self.r[k] + (1 - self.beta2) * g[k] * g[k]
            new.append(theta[k] - self.alpha * self.s[k] / np.sqrt(self.r[k] + self.epsilon * corr))
        return new
