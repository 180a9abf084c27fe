"""Style: the second moment is kept as its square root and grows by np.hypot; in-place ufuncs on own copies."""

import numpy as np


def copies(tensors):
    return [np.array(x, dtype="float64", copy=True) for x in tensors]


class SGD:
    def __init__(self, alpha):
        self.alpha = alpha

    def step(self, theta, gradient):
        w = copies(theta)
        g = copies(gradient(theta))
        for a, b in zip(w, g):
            np.multiply(b, self.alpha, out=b)
            np.subtract(a, b, out=a)
        return w


class Momentum:
    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta
        self.v = []

    def step(self, theta, gradient):
        w = copies(theta)
        g = copies(gradient(theta))
        self.v = self.v or [np.zeros_like(a) for a in w]
        for a, b, v in zip(w, g, self.v):
            np.multiply(v, self.beta, out=v)
            np.multiply(b, self.alpha, out=b)
            np.subtract(v, b, out=v)
            np.add(a, v, out=a)
        return w


class Nesterov:
    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta
        self.v = []

    def step(self, theta, gradient):
        w = copies(theta)
        self.v = self.v or [np.zeros_like(a) for a in w]
        for a, v in zip(w, self.v):
            np.multiply(v, self.beta, out=v)
            np.add(a, v, out=a)
        g = copies(gradient(copies(w)))
        for a, b, v in zip(w, g, self.v):
            np.multiply(b, self.alpha, out=b)
            np.subtract(v, b, out=v)
            np.subtract(a, b, out=a)
        return w


class AdaGrad:
    def __init__(self, alpha, epsilon=1e-8):
        self.alpha, self.epsilon = alpha, epsilon
        self.root = []

    def step(self, theta, gradient):
        w = copies(theta)
        g = copies(gradient(theta))
        self.root = self.root or [np.full_like(a, np.sqrt(self.epsilon)) for a in w]
        for a, b, root in zip(w, g, self.root):
            np.hypot(root, b, out=root)
            a -= self.alpha * (b / root)
        return w


class RMSProp:
    def __init__(self, alpha, beta, epsilon=1e-8):
        self.alpha, self.keep, self.take = alpha, np.sqrt(beta), np.sqrt(1 - beta)
        self.small = np.sqrt(epsilon)
        self.root = []

    def step(self, theta, gradient):
        w = copies(theta)
        g = copies(gradient(theta))
        self.root = self.root or [np.zeros_like(a) for a in w]
        for a, b, root in zip(w, g, self.root):
            np.hypot(self.keep * root, self.take * b, out=root)
            a -= self.alpha * (b / np.hypot(root, self.small))
        return w


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.s, self.root = [], []
        self.t = 0

    def moments(self, theta, gradient):
        w = copies(theta)
        g = copies(gradient(theta))
        self.t = self.t + 1
        self.s = self.s or [np.zeros_like(a) for a in w]
        self.root = self.root or [np.zeros_like(a) for a in w]
        for b, s, root in zip(g, self.s, self.root):
            np.hypot(np.sqrt(self.beta2) * root, np.sqrt(1 - self.beta2) * b, out=root)
            np.multiply(s, self.beta1, out=s)
            np.add(s, (1 - self.beta1) * b, out=s)
        return w, 1 - self.beta1**self.t, np.sqrt(1 - self.beta2**self.t)

    def step(self, theta, gradient):
        w, c1, c2 = self.moments(theta, gradient)
        for a, s, root in zip(w, self.s, self.root):
            a -= self.alpha * (s / c1) / np.hypot(root / c2, np.sqrt(self.epsilon))
        return w


class AdamEfficient(Adam):
    def step(self, theta, gradient):
        w, c1, c2 = self.moments(theta, gradient)
        alpha_t = self.alpha * c2 / c1
        for a, s, root in zip(w, self.s, self.root):
            a -= alpha_t * s / np.hypot(root, c2 * np.sqrt(self.epsilon))
        return w


def ema_closed_form(gradients, beta):
    T = len(gradients)
    half = np.sqrt(float(beta)) ** np.arange(T)[::-1]
    scaled = half[:, None] * gradients
    return (1 - beta) * np.sum(scaled * scaled, axis=0)


def bias_correction(r, beta, t):
    return np.negative(r) / (beta**t - 1.0)
