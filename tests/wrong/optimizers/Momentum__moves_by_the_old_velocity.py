"""theta moves by the velocity of the step before."""

import numpy as np


class Momentum:
    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta
        self.v = None

    def step(self, theta, gradient):
        if self.v is None:
            self.v = [np.zeros(np.shape(t)) for t in theta]
        g = gradient(theta)
        new = [t + v for t, v in zip(theta, self.v)]
        self.v = [self.beta * v - self.alpha * k for v, k in zip(self.v, g)]
        return new
