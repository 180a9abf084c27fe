"""Style: all tensors flattened into one vector, which a base class packs and unpacks."""

import numpy as np


class FlatOptimizer:
    lookahead = False

    def setup(self, size):
        pass

    def step(self, theta, gradient):
        shapes = [a.shape for a in theta]
        cuts = np.cumsum([a.size for a in theta])[:-1]

        def pack(arrays):
            return np.concatenate([np.asarray(a, dtype=np.float64).reshape(-1) for a in arrays])

        def unpack(vector):
            return [
                part.reshape(shape).copy() for part, shape in zip(np.split(vector, cuts), shapes)
            ]

        x = pack(theta)
        if not hasattr(self, "started"):
            self.started = True
            self.setup(x.size)
        return unpack(self.update(x, lambda y: pack(gradient(unpack(y)))))


class SGD(FlatOptimizer):
    def __init__(self, alpha):
        self.alpha = alpha

    def update(self, x, grad):
        return x - self.alpha * grad(x)


class Momentum(FlatOptimizer):
    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta

    def setup(self, size):
        self.velocity = np.zeros(size)

    def update(self, x, grad):
        self.velocity = self.beta * self.velocity - self.alpha * grad(x)
        return x + self.velocity


class Nesterov(FlatOptimizer):
    def __init__(self, alpha, beta):
        self.alpha, self.beta = alpha, beta

    def setup(self, size):
        self.velocity = np.zeros(size)

    def update(self, x, grad):
        ahead = x + self.beta * self.velocity
        self.velocity = self.beta * self.velocity - self.alpha * grad(ahead)
        return x + self.velocity


class AdaGrad(FlatOptimizer):
    def __init__(self, alpha, epsilon=1e-8):
        self.alpha, self.epsilon = alpha, epsilon

    def setup(self, size):
        self.sum_of_squares = np.zeros(size)

    def update(self, x, grad):
        g = grad(x)
        self.sum_of_squares += g**2
        return x - self.alpha * g / np.sqrt(self.sum_of_squares + self.epsilon)


class RMSProp(FlatOptimizer):
    def __init__(self, alpha, beta, epsilon=1e-8):
        self.alpha, self.beta, self.epsilon = alpha, beta, epsilon

    def setup(self, size):
        self.average = np.zeros(size)

    def update(self, x, grad):
        g = grad(x)
        self.average += (1 - self.beta) * (g**2 - self.average)
        return x - self.alpha * g / np.sqrt(self.average + self.epsilon)


class Adam(FlatOptimizer):
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta, self.epsilon = alpha, np.array([[beta1], [beta2]]), epsilon

    def setup(self, size):
        self.moments = np.zeros((2, size))
        self.power = np.ones((2, 1))

    def update(self, x, grad):
        g = grad(x)
        self.moments = self.beta * self.moments + (1 - self.beta) * np.stack([g, g**2])
        self.power = self.power * self.beta
        first, second = self.moments / (1 - self.power)
        return x - self.alpha * first / np.sqrt(second + self.epsilon)


class AdamEfficient(Adam):
    def update(self, x, grad):
        g = grad(x)
        self.moments = self.beta * self.moments + (1 - self.beta) * np.stack([g, g**2])
        self.power = self.power * self.beta
        (c1,), (c2,) = 1 - self.power
        alpha_t = self.alpha * np.sqrt(c2) / c1
        return x - alpha_t * self.moments[0] / np.sqrt(self.moments[1] + self.epsilon * c2)


def ema_closed_form(gradients, beta):
    T = len(gradients)
    weights = (1 - beta) * beta ** np.arange(T - 1, -1, -1, dtype=float)
    return weights @ np.square(gradients)


def bias_correction(r, beta, t):
    return r / (1 - beta**t)
