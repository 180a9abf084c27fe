"""It returns the lookahead point of the next step, as PyTorch keeps it."""

import numpy as np


class Nesterov:
    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta
        self.buf = None

    def step(self, theta, gradient):
        g = gradient(theta)
        if self.buf is None:
            self.buf = [np.zeros_like(np.asarray(x, float)) for x in g]
        self.buf = [self.beta * b + x for b, x in zip(self.buf, g)]
        return [
            np.asarray(t, float) - self.alpha * (x + self.beta * b)
            for t, x, b in zip(theta, g, self.buf)
        ]
