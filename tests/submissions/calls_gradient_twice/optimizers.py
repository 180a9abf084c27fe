import numpy as np


class SGD:
    def __init__(self, alpha):
        self.alpha = alpha

    def step(self, theta, gradient):
        print(np.linalg.norm(gradient(theta)[0]))
        return [p - self.alpha * g for p, g in zip(theta, gradient(theta))]
