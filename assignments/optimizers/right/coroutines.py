"""Style: each tensor has its own coroutine, which is sent gradients and answers with the change."""

from functools import reduce

import numpy as np


def plain(alpha):
    change = None
    while True:
        g = yield change
        change = -(alpha * g)


def heavy_ball(alpha, beta):
    v = 0.0
    g = yield
    while True:
        v = beta * v - alpha * g
        g = yield v


def nesterov(alpha, beta):
    """answers the lookahead and the change in turns"""
    v = 0.0
    while True:
        ahead = beta * v
        g = yield ahead
        v = ahead - alpha * g
        yield v


def adagrad(alpha, epsilon):
    r = epsilon  # epsilon is only ever needed in r + epsilon
    g = yield
    while True:
        r = r + np.square(g)
        g = yield np.negative(alpha) / np.sqrt(r) * g


def average(beta):
    m = 0.0
    x = yield
    while True:
        m = beta * m + (1 - beta) * x
        x = yield m


def started(coroutine):
    next(coroutine)
    return coroutine


def rmsprop(alpha, beta, epsilon):
    r = started(average(beta))
    g = yield
    while True:
        g = yield -(alpha * g) / np.sqrt(r.send(g * g) + epsilon)


def adam(alpha, beta1, beta2, epsilon):
    s, r, ones1, ones2 = (started(average(b)) for b in (beta1, beta2, beta1, beta2))
    g = yield
    while True:
        # the average of ones is the correction
        first = s.send(g) / ones1.send(1.0)
        second = r.send(g * g) / ones2.send(1.0)
        g = yield -alpha * first * np.power(second + epsilon, -0.5)


def adam_efficient(alpha, beta1, beta2, epsilon):
    s, r = started(average(beta1)), started(average(beta2))
    power1 = power2 = 1.0
    g = yield
    while True:
        power1, power2 = power1 * beta1, power2 * beta2
        alpha_t = alpha * np.sqrt(1 - power2) / (1 - power1)
        g = yield -alpha_t * s.send(g) / np.sqrt(r.send(g * g) + epsilon * (1 - power2))


class _Driver:
    rule = None

    def __init__(self, *arguments, **keywords):
        self.make = lambda: started(type(self).rule(*self.defaults(*arguments, **keywords)))
        self.workers = []

    def defaults(self, *arguments):
        return arguments

    def step(self, theta, gradient):
        grads = gradient(theta)
        while len(self.workers) < len(grads):
            self.workers.append(self.make())
        return [
            np.asarray(a + worker.send(np.array(g, dtype=np.float64)))
            for a, g, worker in zip(theta, grads, self.workers)
        ]


class SGD(_Driver):
    rule = staticmethod(plain)


class Momentum(_Driver):
    rule = staticmethod(heavy_ball)


class Nesterov(_Driver):
    rule = staticmethod(nesterov)

    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta
        self.workers = None

    def step(self, theta, gradient):
        if self.workers is None:
            self.workers = [nesterov(self.alpha, self.beta) for _ in theta]
        ahead = [np.asarray(a + next(w), dtype=np.float64) for a, w in zip(theta, self.workers)]
        grads = gradient(ahead)
        return [
            np.asarray(a + w.send(np.asarray(g))) for a, g, w in zip(theta, grads, self.workers)
        ]


class AdaGrad(_Driver):
    rule = staticmethod(adagrad)

    def defaults(self, alpha, epsilon=1e-8):
        return alpha, epsilon


class RMSProp(_Driver):
    rule = staticmethod(rmsprop)

    def defaults(self, alpha, beta, epsilon=1e-8):
        return alpha, beta, epsilon


class Adam(_Driver):
    rule = staticmethod(adam)

    def defaults(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        return alpha, beta1, beta2, epsilon


class AdamEfficient(Adam):
    rule = staticmethod(adam_efficient)


def ema_closed_form(gradients, beta):
    # Horner: ((g_1^2 beta + g_2^2) beta + ...) + g_T^2
    start = np.zeros(gradients.shape[1])
    return (1 - beta) * reduce(lambda total, g: total * beta + g * g, gradients, start)


def bias_correction(r, beta, t):
    return r / (1 - reduce(lambda p, _: p * beta, range(int(t)), 1.0))
