"""What an evening's work looks like: some of it right, some of it not."""

import numpy as np


class SGD:
    def __init__(self, alpha):
        self.alpha = alpha

    def step(self, theta, gradient):
        return [p - self.alpha * g for p, g in zip(theta, gradient(theta))]


class Momentum:
    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta
        self.v = None

    def step(self, theta, gradient):
        g = gradient(theta)
        if self.v is None:
            self.v = [np.zeros(p.shape) for p in theta]
        self.v = [self.beta * v - self.alpha * (1 - self.beta) * d for v, d in zip(self.v, g)]
        return [p + v for p, v in zip(theta, self.v)]


class Nesterov:
    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta
        self.v = None

    def step(self, theta, gradient):
        if self.v is None:
            self.v = [np.zeros(p.shape) for p in theta]
        ahead = [p + self.beta * v for p, v in zip(theta, self.v)]
        print("gradient at the start:", gradient(theta)[0].ravel()[:2])
        g = gradient(ahead)
        self.v = [self.beta * v - self.alpha * d for v, d in zip(self.v, g)]
        return [p + v for p, v in zip(theta, self.v)]


class AdaGrad:
    def __init__(self, alpha, epsilon=1e-8):
        self.alpha, self.epsilon = alpha, epsilon
        self.r = None

    def step(self, theta, gradient):
        g = gradient(theta)
        if self.r is None:
            self.r = [np.zeros(p.shape) for p in theta]
        self.r = [r + d**2 for r, d in zip(self.r, g)]
        return [p - self.alpha / np.sqrt(r + self.epsilon) * d for p, r, d in zip(theta, self.r, g)]


class RMSProp:
    def __init__(self, alpha, beta, epsilon=1e-8):
        self.alpha, self.beta, self.epsilon = alpha, beta, epsilon
        self.r = None

    def step(self, theta, gradient):
        g = gradient(theta)
        if self.r is None:
            self.r = [np.zeros(p.shape) for p in theta]
        self.r = [self.beta * r + (1 - self.beta) * d**2 for r, d in zip(self.r, g)]
        return [p - self.alpha / (np.sqrt(r) + self.epsilon) * d for p, r, d in zip(theta, self.r, g)]


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.s = self.r = None
        self.t = 0

    def step(self, theta, gradient):
        g = gradient(theta)
        if self.s is None:
            self.s = [np.zeros(p.shape) for p in theta]
            self.r = [np.zeros(p.shape) for p in theta]
        self.s = [self.beta1 * s + (1 - self.beta1) * d for s, d in zip(self.s, g)]
        self.r = [self.beta2 * r + (1 - self.beta2) * d**2 for r, d in zip(self.r, g)]
        self.t += 1
        return [
            p - self.alpha / np.sqrt(r + self.epsilon) * s / (1 - self.beta1**self.t)
            for p, s, r in zip(theta, self.s, self.r)
        ]


class AdamEfficient:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        raise NotImplementedError


def ema_closed_form(gradients, beta):
    T = len(gradients)
    return sum((1 - beta) * beta ** (T - i) * gradients[i] ** 2 for i in range(1, T + 1))


def bias_correction(r, beta, t):
    return r / (1 - beta**t)
