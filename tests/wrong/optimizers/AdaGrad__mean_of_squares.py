"""r is the mean of the squared gradients so far, not their sum."""

import numpy as np


class AdaGrad:
    def __init__(self, alpha, epsilon=1e-8):
        self.alpha, self.epsilon, self.history = alpha, epsilon, []

    def step(self, theta, gradient):
        g = gradient(theta)
        self.history.append([x * x for x in g])
        new = []
        for i, t in enumerate(theta):
            r = np.mean([h[i] for h in self.history], axis=0)
            new.append(t - self.alpha * g[i] / np.sqrt(r + self.epsilon))
        return new
