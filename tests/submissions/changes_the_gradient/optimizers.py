import numpy as np


class SGD:
    def __init__(self, alpha):
        self.alpha = alpha

    def step(self, theta, gradient):
        new = []
        for p, g in zip(theta, gradient(theta)):
            g *= self.alpha
            new.append(p - g)
        return new
