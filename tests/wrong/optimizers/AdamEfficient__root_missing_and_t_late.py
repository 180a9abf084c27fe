"""alpha_t has no square root, and t is raised only after the step."""

import numpy as np


class AdamEfficient:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.state = None
        self.t = 0

    def step(self, theta, gradient):
        g = gradient(theta)
        if self.state is None:
            self.state = [(np.zeros(x.shape), np.zeros(x.shape)) for x in g]
        t = max(self.t, 1)
        c = 1 - self.beta2**t
        at = self.alpha * c / (1 - self.beta1**t)
        new, state = [], []
        for p, x, (s, r) in zip(theta, g, self.state):
            s = self.beta1 * s + (1 - self.beta1) * x
            r = self.beta2 * r + (1 - self.beta2) * x**2
            state.append((s, r))
            new.append(p - at * s / np.sqrt(r + c * self.epsilon))
        self.state = state
        self.t += 1
        return new
