import numpy as np


class SGD:
    def step(self, theta, gradient):
        return theta
