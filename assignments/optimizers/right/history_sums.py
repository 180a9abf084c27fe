"""Style: no running averages at all, every gradient is kept and the sums are written out."""

from collections import deque

import numpy as np


class History:
    def __init__(self):
        self.grads = deque()  # the newest first

    def record(self, grads):
        self.grads.appendleft([np.array(g, dtype=np.float64) for g in grads])

    def weighted(self, k, beta, power=1):
        """sum of beta^age * g^power of tensor k"""
        return sum(beta**age * g[k] ** power for age, g in enumerate(self.grads))

    def __len__(self):
        return len(self.grads)


class SGD:
    def __init__(self, alpha):
        self.alpha = alpha

    def step(self, theta, gradient):
        history = History()
        history.record(gradient(theta))
        return [a - self.alpha * history.weighted(k, 0.0) for k, a in enumerate(theta)]


class Momentum:
    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta
        self.history = History()

    def step(self, theta, gradient):
        self.history.record(gradient(theta))
        return [a - self.alpha * self.history.weighted(k, self.beta) for k, a in enumerate(theta)]


class Nesterov:
    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta
        self.history = History()

    def step(self, theta, gradient):
        ahead = [
            np.array(a, dtype=np.float64)
            - self.beta * self.alpha * self.history.weighted(k, self.beta)
            for k, a in enumerate(theta)
        ]
        self.history.record(gradient(ahead))
        return [a - self.alpha * self.history.weighted(k, self.beta) for k, a in enumerate(theta)]


class AdaGrad:
    def __init__(self, alpha, epsilon=1e-8):
        self.alpha, self.epsilon = alpha, epsilon
        self.history = History()

    def step(self, theta, gradient):
        self.history.record(gradient(theta))
        new = []
        for a, *past in zip(theta, *self.history.grads):
            stack = np.stack(past)
            norm = np.sqrt(np.sum(stack * stack, axis=0) + self.epsilon)
            new.append(a - self.alpha * (past[0] / norm))
        return new


class RMSProp:
    def __init__(self, alpha, beta, epsilon=1e-8):
        self.alpha, self.beta, self.epsilon = alpha, beta, epsilon
        self.history = History()

    def step(self, theta, gradient):
        self.history.record(gradient(theta))
        new = []
        for k, a in enumerate(theta):
            r = (1 - self.beta) * self.history.weighted(k, self.beta, power=2)
            new.append(a - self.alpha * (r + self.epsilon) ** -0.5 * self.history.grads[0][k])
        return new


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.history = History()

    def step(self, theta, gradient):
        self.history.record(gradient(theta))
        # a corrected moment is a mean whose weights sum to 1
        total1 = sum(self.beta1**age for age in range(len(self.history)))
        total2 = sum(self.beta2**age for age in range(len(self.history)))
        new = []
        for k, a in enumerate(theta):
            s_hat = self.history.weighted(k, self.beta1) / total1
            r_hat = self.history.weighted(k, self.beta2, 2) / total2
            new.append(a - self.alpha * s_hat / (r_hat + self.epsilon) ** 0.5)
        return new


class AdamEfficient(Adam):
    def step(self, theta, gradient):
        self.history.record(gradient(theta))
        T = len(self.history)
        ages = np.arange(T)
        w1 = (1 - self.beta1) * np.power(float(self.beta1), ages)
        w2 = (1 - self.beta2) * np.power(float(self.beta2), ages)
        alpha_t = self.alpha * np.sqrt(w2.sum()) / w1.sum()
        new = []
        for a, *past in zip(theta, *self.history.grads):
            past = np.stack(past, axis=-1)
            s, r = past @ w1, past**2 @ w2
            new.append(np.asarray(a - alpha_t * s / np.sqrt(r + self.epsilon * w2.sum())))
        return new


def ema_closed_form(gradients, beta):
    # a polynomial in beta whose coefficients are the squares
    return (1 - beta) * np.polyval(np.asarray(gradients, dtype=np.float64) ** 2, beta)


def bias_correction(r, beta, t):
    return np.multiply(r, 1.0 / (1.0 - np.power(float(beta), t)))
