"""epsilon is added to r itself in every step, so it piles up."""

import numpy as np


class RMSProp:
    def __init__(self, alpha, beta, epsilon=1e-8):
        self.alpha = alpha
        self.beta = beta
        self.epsilon = epsilon
        self.r = None

    def step(self, theta, gradient):
        g = gradient(theta)
        r = self.r if self.r is not None else [0.0 for _ in theta]
        self.r = [self.beta * a + (1 - self.beta) * b**2 + self.epsilon for a, b in zip(r, g)]
        return [t - self.alpha * b / np.sqrt(a) for t, a, b in zip(theta, self.r, g)]
