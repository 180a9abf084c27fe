"""Style: moments kept as running bias-corrected values, by a changing mixing weight."""

import numpy as np


class SGD:
    def __init__(self, alpha):
        self.rate = alpha

    def step(self, theta, gradient):
        new = []
        for old, g in zip(theta, gradient(theta)):
            change = np.multiply(g, -self.rate, dtype=np.float64)
            new.append(np.add(old, change))
        return [np.asarray(a) for a in new]


class Momentum:
    """keeps v / alpha as a weighted mean of the gradients times the sum of their weights"""

    def __init__(self, alpha, beta):
        self.rate, self.beta = alpha, beta
        self.mean = None
        self.weight = 0.0

    def step(self, theta, gradient):
        grads = gradient(theta)
        if self.mean is None:
            self.mean = [np.zeros(np.shape(g)) for g in grads]
        self.weight = 1.0 + self.beta * self.weight
        new = []
        for k in range(len(theta)):
            self.mean[k] = self.mean[k] + (grads[k] - self.mean[k]) / self.weight
            new.append(theta[k] - self.rate * self.weight * self.mean[k])
        return new


class Nesterov:
    """keeps the last move instead of v: they are the same"""

    def __init__(self, alpha, beta):
        self.rate, self.beta = alpha, beta
        self.last_move = None

    def step(self, theta, gradient):
        if self.last_move is None:
            self.last_move = [np.zeros(np.shape(a)) for a in theta]
        coast = [self.beta * move for move in self.last_move]
        grads = gradient([a + c for a, c in zip(theta, coast)])
        self.last_move = [c - self.rate * np.asarray(g) for c, g in zip(coast, grads)]
        return [a + move for a, move in zip(theta, self.last_move)]


class AdaGrad:
    """keeps the mean of the squares and their number"""

    def __init__(self, alpha, epsilon=1e-8):
        self.rate, self.epsilon = alpha, epsilon
        self.count = 0
        self.mean_square = None

    def step(self, theta, gradient):
        grads = [np.asarray(g, dtype=np.float64) for g in gradient(theta)]
        if self.mean_square is None:
            self.mean_square = [0.0 * g for g in grads]
        self.count += 1
        n = self.count
        self.mean_square = [q * ((n - 1) / n) + g * g / n for q, g in zip(self.mean_square, grads)]
        return [
            a - self.rate * g / np.sqrt(n * q + self.epsilon)
            for a, g, q in zip(theta, grads, self.mean_square)
        ]


class RMSProp:
    """keeps the corrected average and takes the correction off again"""

    def __init__(self, alpha, beta, epsilon=1e-8):
        self.rate, self.beta, self.epsilon = alpha, beta, epsilon
        self.filled = 0.0  # 1 - beta^t
        self.corrected = None

    def step(self, theta, gradient):
        grads = [np.asarray(g, dtype=np.float64) for g in gradient(theta)]
        if self.corrected is None:
            self.corrected = [np.zeros_like(g) for g in grads]
        self.filled = self.beta * self.filled + (1 - self.beta)
        w = (1 - self.beta) / self.filled
        out = []
        for k, g in enumerate(grads):
            self.corrected[k] = (1 - w) * self.corrected[k] + w * g * g
            out.append(
                theta[k] - self.rate * g / np.sqrt(self.filled * self.corrected[k] + self.epsilon)
            )
        return out


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.t = 0
        self.s_hat = None
        self.r_hat = None

    def step(self, theta, gradient):
        grads = [np.asarray(g, dtype=np.float64) for g in gradient(theta)]
        self.t += 1
        if self.t == 1:
            # the first corrected moments are g and g^2 themselves
            self.s_hat = [g.copy() for g in grads]
            self.r_hat = [g * g for g in grads]
        else:
            w1 = (1 - self.beta1) / (1 - self.beta1**self.t)
            w2 = (1 - self.beta2) / (1 - self.beta2**self.t)
            self.s_hat = [(1 - w1) * s + w1 * g for s, g in zip(self.s_hat, grads)]
            self.r_hat = [(1 - w2) * r + w2 * g * g for r, g in zip(self.r_hat, grads)]
        return [
            a - self.rate * s / np.sqrt(r + self.epsilon)
            for a, s, r in zip(theta, self.s_hat, self.r_hat)
        ]


class AdamEfficient:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.fill1 = self.fill2 = 0.0
        self.s = self.r = None

    def step(self, theta, gradient):
        grads = [np.asarray(g, dtype=np.float64) for g in gradient(theta)]
        if self.s is None:
            self.s = [np.zeros_like(g) for g in grads]
            self.r = [np.zeros_like(g) for g in grads]
        self.fill1 += (1 - self.beta1) * (1 - self.fill1)
        self.fill2 += (1 - self.beta2) * (1 - self.fill2)
        alpha_t = self.rate * np.sqrt(self.fill2) / self.fill1
        out = []
        for k, g in enumerate(grads):
            self.s[k] = self.s[k] - (1 - self.beta1) * (self.s[k] - g)
            self.r[k] = self.r[k] - (1 - self.beta2) * (self.r[k] - g * g)
            out.append(
                theta[k] - alpha_t * self.s[k] / np.sqrt(self.r[k] + self.fill2 * self.epsilon)
            )
        return out


def ema_closed_form(gradients, beta):
    T = len(gradients)
    if T == 0:
        return np.zeros(gradients.shape[1])
    weights = np.flip(np.cumprod(np.r_[1.0, np.full(T - 1, beta)]))
    mean = np.average(np.asarray(gradients, dtype=float) ** 2, axis=0, weights=weights)
    return mean * (1 - beta) * weights.sum()


def bias_correction(r, beta, t):
    # 1 - beta^t = (1 - beta) (1 + beta + ... + beta^(t-1))
    return np.asarray(r) / ((1 - beta) * sum(beta**k for k in range(int(t))))
