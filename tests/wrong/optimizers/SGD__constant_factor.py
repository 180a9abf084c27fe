"""The step is 1.07 times too long."""

import numpy as np


class SGD:
    def __init__(self, alpha):
        self.lr = 1.07 * alpha

    def step(self, theta, gradient):
        return [np.asarray(p, float) - self.lr * g for p, g in zip(theta, gradient(theta))]
