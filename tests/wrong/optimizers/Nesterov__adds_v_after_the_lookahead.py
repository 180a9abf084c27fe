"""After the lookahead it adds the whole new v, so the momentum counts twice."""

import numpy as np


class Nesterov:
    def __init__(self, alpha, beta):
        self.alpha = alpha
        self.beta = beta
        self.v = {}

    def step(self, theta, gradient):
        ahead = []
        for i, t in enumerate(theta):
            ahead.append(t + self.beta * self.v.get(i, np.zeros(np.shape(t))))
        g = gradient(ahead)
        for i in range(len(theta)):
            self.v[i] = self.beta * self.v.get(i, 0) - self.alpha * g[i]
            ahead[i] = ahead[i] + self.v[i]
        return ahead
