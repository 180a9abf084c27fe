"""t grows in the loop over the tensors, so the second tensor is corrected with t too large."""

import numpy as np


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.s, self.r, self.t = {}, {}, 0

    def step(self, theta, gradient):
        grads = gradient(theta)
        out = []
        for i, (p, g) in enumerate(zip(theta, grads)):
            self.t += 1
            self.s[i] = self.beta1 * self.s.get(i, 0) + (1 - self.beta1) * g
            self.r[i] = self.beta2 * self.r.get(i, 0) + (1 - self.beta2) * g**2
            sh = self.s[i] / (1 - self.beta1**self.t)
            rh = self.r[i] / (1 - self.beta2**self.t)
            out.append(p - self.alpha * sh / np.sqrt(rh + self.epsilon))
        return out
