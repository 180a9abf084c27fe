import numpy as np


class SGD:
    def __init__(self, alpha):
        self.__dict__["p"] = {"alpha": alpha}

    def __getattr__(self, name):
        return self.p[name]

    def step(self, theta, gradient):
        return [p - self.alpha * g for p, g in zip(theta, gradient(theta=theta))]
