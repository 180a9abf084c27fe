"""Style: plain Python loops over single numbers, math.sqrt."""

import math

import numpy as np


def numbers(tensors):
    return [[float(x) for x in np.ravel(a)] for a in tensors]


def like(rows, tensors):
    return [np.array(row, dtype=float).reshape(np.shape(a)) for row, a in zip(rows, tensors)]


class SGD:
    def __init__(self, alpha):
        self.alpha = alpha

    def step(self, theta, gradient):
        th = numbers(theta)
        gr = numbers(gradient(theta))
        for k in range(len(th)):
            for i in range(len(th[k])):
                th[k][i] -= self.alpha * gr[k][i]
        return like(th, theta)


class Momentum:
    def __init__(self, alpha, beta):
        self.alpha = alpha
        self.beta = beta
        self.v = None

    def step(self, theta, gradient):
        th = numbers(theta)
        gr = numbers(gradient(theta))
        if self.v is None:
            self.v = [[0.0] * len(row) for row in th]
        for k in range(len(th)):
            for i in range(len(th[k])):
                self.v[k][i] = self.beta * self.v[k][i] - self.alpha * gr[k][i]
                th[k][i] += self.v[k][i]
        return like(th, theta)


class Nesterov:
    def __init__(self, alpha, beta):
        self.alpha = alpha
        self.beta = beta
        self.v = None

    def step(self, theta, gradient):
        th = numbers(theta)
        if self.v is None:
            self.v = [[0.0] * len(row) for row in th]
        for k in range(len(th)):
            for i in range(len(th[k])):
                th[k][i] += self.beta * self.v[k][i]
        gr = numbers(gradient(like(th, theta)))
        for k in range(len(th)):
            for i in range(len(th[k])):
                move = self.alpha * gr[k][i]
                self.v[k][i] = self.beta * self.v[k][i] - move
                th[k][i] -= move
        return like(th, theta)


class AdaGrad:
    def __init__(self, alpha, epsilon=1e-8):
        self.alpha = alpha
        self.epsilon = epsilon
        self.r = None

    def step(self, theta, gradient):
        th = numbers(theta)
        gr = numbers(gradient(theta))
        if self.r is None:
            self.r = [[0.0] * len(row) for row in th]
        for k in range(len(th)):
            for i in range(len(th[k])):
                g = gr[k][i]
                self.r[k][i] += g * g
                th[k][i] -= self.alpha / math.sqrt(self.r[k][i] + self.epsilon) * g
        return like(th, theta)


class RMSProp:
    def __init__(self, alpha, beta, epsilon=1e-8):
        self.alpha = alpha
        self.beta = beta
        self.epsilon = epsilon
        self.r = None

    def step(self, theta, gradient):
        th = numbers(theta)
        gr = numbers(gradient(theta))
        if self.r is None:
            self.r = [[0.0] * len(row) for row in th]
        for k in range(len(th)):
            for i in range(len(th[k])):
                g = gr[k][i]
                self.r[k][i] = self.beta * self.r[k][i] + (1 - self.beta) * g * g
                th[k][i] -= self.alpha / math.sqrt(self.r[k][i] + self.epsilon) * g
        return like(th, theta)


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha = alpha
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.s = None
        self.r = None
        self.t = 0

    def step(self, theta, gradient):
        th = numbers(theta)
        gr = numbers(gradient(theta))
        if self.t == 0:
            self.s = [[0.0] * len(row) for row in th]
            self.r = [[0.0] * len(row) for row in th]
        self.t += 1
        for k in range(len(th)):
            for i in range(len(th[k])):
                g = gr[k][i]
                self.s[k][i] = self.beta1 * self.s[k][i] + (1 - self.beta1) * g
                self.r[k][i] = self.beta2 * self.r[k][i] + (1 - self.beta2) * g * g
                s_hat = self.s[k][i] / (1 - self.beta1**self.t)
                r_hat = self.r[k][i] / (1 - self.beta2**self.t)
                th[k][i] -= self.alpha / math.sqrt(r_hat + self.epsilon) * s_hat
        return like(th, theta)


class AdamEfficient:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha = alpha
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.s = None
        self.r = None
        self.t = 0

    def step(self, theta, gradient):
        th = numbers(theta)
        gr = numbers(gradient(theta))
        if self.t == 0:
            self.s = [[0.0] * len(row) for row in th]
            self.r = [[0.0] * len(row) for row in th]
        self.t += 1
        f = 1 - self.beta2**self.t
        alpha_t = self.alpha * math.sqrt(f) / (1 - self.beta1**self.t)
        for k in range(len(th)):
            for i in range(len(th[k])):
                g = gr[k][i]
                self.s[k][i] = self.beta1 * self.s[k][i] + (1 - self.beta1) * g
                self.r[k][i] = self.beta2 * self.r[k][i] + (1 - self.beta2) * g * g
                th[k][i] -= alpha_t * self.s[k][i] / math.sqrt(self.r[k][i] + self.epsilon * f)
        return like(th, theta)


def ema_closed_form(gradients, beta):
    T, d = gradients.shape
    result = np.zeros(d)
    for k in range(d):
        total = 0.0
        for i in range(1, T + 1):
            total += beta ** (T - i) * float(gradients[i - 1, k]) ** 2
        result[k] = (1 - beta) * total
    return result


def bias_correction(r, beta, t):
    result = np.zeros(np.shape(r))
    for index in np.ndindex(result.shape):
        result[index] = r[index] / (1 - beta**t)
    return result
