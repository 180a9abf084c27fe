import numpy as np


class RMSProp:
    def __init__(self, alpha, beta, epsilon=1e-8):
        self.alpha = alpha

    def step(self, theta, gradient):
        new = [p - self.alpha * g for p, g in zip(theta, gradient(theta))]
