import numpy as np


class SGD:
    def __init__(self, alpha):
        self.alpha = alpha

    def step(self, theta, gradient):
        return theta[0] - self.alpha * gradient(theta)[0]
