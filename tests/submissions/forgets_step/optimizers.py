import numpy as np


class SGD:
    def __init__(self, alpha):
        self.alpha = alpha

    def update(self, theta, gradient):
        return theta
