"""Every entry of the gradient is clipped to [-1, 1]."""

import numpy as np


class SGD:
    def __init__(self, alpha):
        self.alpha = alpha

    def step(self, theta, gradient):
        gs = gradient(theta)
        new = []
        for i in range(len(theta)):
            new.append(theta[i] - self.alpha * np.clip(gs[i], -1, 1))
        return new
