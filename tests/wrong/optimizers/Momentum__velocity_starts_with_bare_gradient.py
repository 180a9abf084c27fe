"""At the first step v is -g without alpha, and beta is squared afterwards."""

import numpy as np


class Momentum:
    def __init__(self, alpha, beta):
        self.a, self.b, self.v = alpha, beta, None

    def step(self, theta, gradient):
        grads = gradient(theta)
        if self.v is None:
            self.v = [-np.asarray(g, float) for g in grads]
        else:
            self.v = [self.b**2 * v - self.a * g for v, g in zip(self.v, grads)]
        return [t + v for t, v in zip(theta, self.v)]
