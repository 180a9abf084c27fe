"""From the tenth step on the lookahead goes the other way."""

import numpy as np


class Nesterov:
    def __init__(self, alpha, beta):
        self.alpha, self.beta, self.v, self.n = alpha, beta, None, 0

    def step(self, theta, gradient):
        self.n += 1
        if self.v is None:
            self.v = [np.zeros(np.shape(t)) for t in theta]
        sign = 1 if self.n < 10 else -1
        theta = [t + sign * self.beta * v for t, v in zip(theta, self.v)]
        g = gradient(theta)
        self.v = [self.beta * v - self.alpha * x for v, x in zip(self.v, g)]
        return [t - self.alpha * x for t, x in zip(theta, g)]
