import numpy as np


class Momentum:
    v = {}

    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta

    def step(self, theta, gradient):
        new = []
        for i, (p, g) in enumerate(zip(theta, gradient(theta))):
            v = self.v.get((i, g.shape), 0.0)
            self.v[i, g.shape] = self.beta * v - self.alpha * g
            new.append(p + self.v[i, g.shape])
        return new
