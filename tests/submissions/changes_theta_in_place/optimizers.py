import numpy as np


class SGD:
    def __init__(self, alpha):
        self.alpha = alpha

    def step(self, theta, gradient):
        for p, g in zip(theta, gradient(theta)):
            p -= self.alpha * g
        return theta
