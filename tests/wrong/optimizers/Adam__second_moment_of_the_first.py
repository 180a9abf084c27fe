"""r averages the square of s, not of the gradient."""

import numpy as np


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.t = 0

    def step(self, theta, gradient):
        grads = gradient(theta)
        if self.t == 0:
            self.s = [np.zeros_like(g) for g in grads]
            self.r = [np.zeros_like(g) for g in grads]
        self.t += 1
        for s, r, g in zip(self.s, self.r, grads):
            s *= self.beta1
            s += (1 - self.beta1) * g
            r *= self.beta2
            r += (1 - self.beta2) * s**2
        a, b = 1 - self.beta1**self.t, 1 - self.beta2**self.t
        return [
            p - self.alpha * (s / a) / np.sqrt(r / b + self.epsilon)
            for p, s, r in zip(theta, self.s, self.r)
        ]
