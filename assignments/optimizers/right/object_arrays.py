"""Style: theta as one object array of tensors, so that numpy walks over the list; expm1 and Horner."""

import numpy as np


def boxed(tensors):
    box = np.empty(len(tensors), dtype=object)
    for i, a in enumerate(tensors):
        box[i] = np.array(a, dtype=np.float64)
    return box


def unboxed(box):
    return [np.array(a, dtype=np.float64) for a in box]


root = np.frompyfunc(np.sqrt, 1, 1)


class SGD:
    def __init__(self, alpha):
        self.alpha = float(alpha)

    def step(self, theta, gradient):
        return unboxed(boxed(theta) - self.alpha * boxed(gradient(theta)))


class Momentum:
    def __init__(self, alpha, beta):
        self.alpha, self.beta = float(alpha), float(beta)
        self.previous = None

    # v is the last move: theta_t - theta_{t-1}
    def step(self, theta, gradient):
        here = boxed(theta)
        move = self.alpha * boxed(gradient(theta))
        if self.previous is not None:
            move = move - self.beta * self.previous
        self.previous = -move
        return unboxed(here - move)


class Nesterov:
    def __init__(self, alpha, beta):
        self.alpha, self.beta = float(alpha), float(beta)
        self.v = 0.0

    def step(self, theta, gradient):
        here = boxed(theta)
        g = boxed(gradient(unboxed(here + self.beta * self.v)))
        new_v = self.beta * self.v - self.alpha * g
        # theta + beta v - alpha g, written with both velocities
        there = here + (1 + self.beta) * new_v - self.beta * new_v
        self.v = new_v
        return unboxed(there)


class AdaGrad:
    def __init__(self, alpha, epsilon=1e-8):
        self.alpha, self.epsilon = float(alpha), float(epsilon)
        self.total = 0.0

    def step(self, theta, gradient):
        g = boxed(gradient(theta))
        self.total = self.total + g * g
        return unboxed(boxed(theta) - self.alpha * g / root(self.total + self.epsilon))


class RMSProp:
    """keeps r / (1 - beta), and divides the rate and epsilon to fit"""

    def __init__(self, alpha, beta, epsilon=1e-8):
        self.beta = float(beta)
        self.alpha = alpha / np.sqrt(1 - beta)
        self.epsilon = epsilon / (1 - beta)
        self.total = 0.0

    def step(self, theta, gradient):
        g = boxed(gradient(theta))
        self.total = self.beta * self.total + g * g
        return unboxed(boxed(theta) - self.alpha * g / root(self.total + self.epsilon))


class Adam:
    """sums without the factors 1 - beta, divided by the sums of their weights"""

    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon = map(
            float, (alpha, beta1, beta2, epsilon)
        )
        self.sum1 = self.sum2 = 0.0
        self.weight1 = self.weight2 = 0.0

    def gather(self, g):
        self.sum1 = g + self.beta1 * self.sum1
        self.sum2 = g * g + self.beta2 * self.sum2
        self.weight1 = 1.0 + self.beta1 * self.weight1
        self.weight2 = 1.0 + self.beta2 * self.weight2

    def step(self, theta, gradient):
        self.gather(boxed(gradient(theta)))
        mean = self.sum1 / self.weight1
        square = self.sum2 / self.weight2
        return unboxed(boxed(theta) - self.alpha * mean / root(square + self.epsilon))


class AdamEfficient(Adam):
    def step(self, theta, gradient):
        self.gather(boxed(gradient(theta)))
        alpha_t = self.alpha * self.weight2**0.5 / self.weight1
        return unboxed(
            boxed(theta) - alpha_t * self.sum1 / root(self.sum2 + self.epsilon * self.weight2)
        )


def ema_closed_form(gradients, beta):
    squares = np.asarray(gradients, dtype=np.float64)[::-1] ** 2
    return (1 - beta) * np.polynomial.polynomial.polyval(beta, squares)


def bias_correction(r, beta, t):
    if beta == 0:
        return np.array(r, dtype=np.float64)
    return r / -np.expm1(t * np.log(beta))
