"""AdamEfficient is built on an Adam with a mistake that no catalogue has.

The course's Adam would be a right AdamEfficient by itself, so that no points come of it.
"""
import numpy as np


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.s, self.r, self.t = None, None, 0

    def moments(self, theta, gradient):
        if self.s is None:
            self.s, self.r = [p * 0.0 for p in theta], [p * 0.0 for p in theta]
        g = gradient(theta)
        self.t += 1
        self.s = [self.beta1 * s + (1 - self.beta1) * d for s, d in zip(self.s, g)]
        self.r = [self.beta2 * r + (1 - self.beta2) * d**2 + 1e-3 for r, d in zip(self.r, g)]

    def step(self, theta, gradient):
        self.moments(theta, gradient)
        return [
            p - self.alpha / np.sqrt(r / (1 - self.beta2**self.t) + self.epsilon)
            * s / (1 - self.beta1**self.t)
            for p, s, r in zip(theta, self.s, self.r)
        ]


class AdamEfficient(Adam):
    def step(self, theta, gradient):
        self.moments(theta, gradient)
        scale = 1 - self.beta2**self.t
        alpha = self.alpha * np.sqrt(scale) / (1 - self.beta1**self.t)
        return [
            p - alpha / np.sqrt(r + self.epsilon * scale) * s
            for p, s, r in zip(theta, self.s, self.r)
        ]
