"""The optimizers of the lecture (slides "Stochastic Gradient Descent" to "Adam Bias Correction").

theta is a list of arrays; gradient(theta) returns a list of the same shapes and is called once a
step.  State starts at zero (the slides say so for Adam only).  epsilon stands inside the root, as
printed; torch, Keras and the Adam paper have it outside.  See docs/conventions.md.
"""

from collections.abc import Callable

import numpy as np

__all__ = [
    "SGD",
    "AdaGrad",
    "Adam",
    "AdamEfficient",
    "Momentum",
    "Nesterov",
    "RMSProp",
    "bias_correction",
    "ema_closed_form",
]

Arrays = list[np.ndarray]
Gradient = Callable[[Arrays], Arrays]


def zeros(theta: Arrays) -> Arrays:
    """A zero for every parameter, float64 even where theta is of integers."""
    return [np.zeros(np.shape(p)) for p in theta]


class SGD:
    """theta <- theta - alpha g.  (slide "Stochastic Gradient Descent (SGD) Algorithm")"""

    def __init__(self, alpha: float) -> None:
        self.alpha = alpha

    def step(self, theta: Arrays, gradient: Gradient) -> Arrays:
        """One update: the new theta."""
        return [p - self.alpha * g for p, g in zip(theta, gradient(theta))]


class Momentum:
    """v <- beta v - alpha g; theta <- theta + v.  (slide "SGD With Momentum")

    torch keeps v / -alpha (`SGD(momentum=beta, dampening=0)`), which is the same while alpha is
    constant.
    """

    def __init__(self, alpha: float, beta: float) -> None:
        self.alpha, self.beta = alpha, beta
        self.v: Arrays = []

    def step(self, theta: Arrays, gradient: Gradient) -> Arrays:
        """One update: the new theta."""
        if not self.v:
            self.v = zeros(theta)
        self.v = [self.beta * v - self.alpha * g for v, g in zip(self.v, gradient(theta))]
        return [p + v for p, v in zip(theta, self.v)]


class Nesterov:
    """theta <- theta + beta v; g at that point; v <- beta v - alpha g; theta <- theta - alpha g.

    Slide "SGD With Nesterov Momentum"; v is a list of the shapes of theta, zero at first.
    torch's `SGD(nesterov=True)` keeps the lookahead point theta + beta v instead of theta.
    """

    def __init__(self, alpha: float, beta: float) -> None:
        self.alpha, self.beta = alpha, beta
        self.v: Arrays = []

    def step(self, theta: Arrays, gradient: Gradient) -> Arrays:
        """One update: the new theta, not the lookahead."""
        if not self.v:
            self.v = zeros(theta)
        theta = [p + self.beta * v for p, v in zip(theta, self.v)]
        gradients = gradient(theta)
        self.v = [self.beta * v - self.alpha * g for v, g in zip(self.v, gradients)]
        return [p - self.alpha * g for p, g in zip(theta, gradients)]


class AdaGrad:
    """r <- r + g^2; theta <- theta - alpha / sqrt(r + epsilon) g.  (Duchi et al., 2011)

    Slide "AdaGrad (2011)"; r is a list of the shapes of theta, zero at first.
    torch's Adagrad adds epsilon outside the root; with eps=0 and
    initial_accumulator_value=epsilon it is this one exactly.
    """

    def __init__(self, alpha: float, epsilon: float = 1e-8) -> None:
        self.alpha, self.epsilon = alpha, epsilon
        self.r: Arrays = []

    def step(self, theta: Arrays, gradient: Gradient) -> Arrays:
        """One update: the new theta."""
        if not self.r:
            self.r = zeros(theta)
        gradients = gradient(theta)
        self.r = [r + g**2 for r, g in zip(self.r, gradients)]
        return [
            p - self.alpha / np.sqrt(r + self.epsilon) * g
            for p, r, g in zip(theta, self.r, gradients)
        ]


class RMSProp:
    """r <- beta r + (1 - beta) g^2; theta <- theta - alpha / sqrt(r + epsilon) g.  (Hinton, 2012)

    Slide "RMSProp (2012)"; r is a list of the shapes of theta, zero at first.
    torch's RMSprop adds epsilon outside the root, and calls beta alpha.
    """

    def __init__(self, alpha: float, beta: float, epsilon: float = 1e-8) -> None:
        self.alpha, self.beta, self.epsilon = alpha, beta, epsilon
        self.r: Arrays = []

    def step(self, theta: Arrays, gradient: Gradient) -> Arrays:
        """One update: the new theta."""
        if not self.r:
            self.r = zeros(theta)
        gradients = gradient(theta)
        self.r = [self.beta * r + (1 - self.beta) * g**2 for r, g in zip(self.r, gradients)]
        return [
            p - self.alpha / np.sqrt(r + self.epsilon) * g
            for p, r, g in zip(theta, self.r, gradients)
        ]


class Adam:
    """s <- beta1 s + (1 - beta1) g; r <- beta2 r + (1 - beta2) g^2; both divided by 1 - beta^t;
    theta <- theta - alpha / sqrt(r_hat + epsilon) s_hat.  (Kingma and Ba, 2014)

    Slide "Adam (2014)"; s and r are lists of the shapes of theta, t counts from 1.
    torch, Keras and the paper have sqrt(r_hat) + epsilon.
    """

    def __init__(
        self,
        alpha: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
    ) -> None:
        self.alpha, self.beta1, self.beta2, self.epsilon = alpha, beta1, beta2, epsilon
        self.s: Arrays = []
        self.r: Arrays = []
        self.t = 0

    def moments(self, theta: Arrays, gradient: Gradient) -> None:
        """t, s and r of the next step: what both slides share."""
        if not self.s:
            self.s, self.r = zeros(theta), zeros(theta)
        gradients = gradient(theta)
        self.t += 1
        self.s = [self.beta1 * s + (1 - self.beta1) * g for s, g in zip(self.s, gradients)]
        self.r = [self.beta2 * r + (1 - self.beta2) * g**2 for r, g in zip(self.r, gradients)]

    def step(self, theta: Arrays, gradient: Gradient) -> Arrays:
        """One update: the new theta."""
        self.moments(theta, gradient)
        s_hat = [s / (1 - self.beta1**self.t) for s in self.s]
        r_hat = [r / (1 - self.beta2**self.t) for r in self.r]
        return [
            p - self.alpha / np.sqrt(r + self.epsilon) * s for p, s, r in zip(theta, s_hat, r_hat)
        ]


class AdamEfficient(Adam):
    """Adam with alpha_t = alpha sqrt(1 - beta2^t) / (1 - beta1^t) in place of both corrections.

    Slide "Adam (2014)", the second of that name; the shapes are those of Adam.
    It prints alpha_t together with r_hat and s_hat, which corrects twice.  With r
    and s, and epsilon scaled by 1 - beta2^t, the form is exactly equal to the first slide's.
    """

    def step(self, theta: Arrays, gradient: Gradient) -> Arrays:
        """One update: the new theta."""
        self.moments(theta, gradient)
        alpha_t = self.alpha * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        epsilon_t = self.epsilon * (1 - self.beta2**self.t)
        return [p - alpha_t / np.sqrt(r + epsilon_t) * s for p, s, r in zip(theta, self.s, self.r)]


def ema_closed_form(gradients: np.ndarray, beta: float) -> np.ndarray:
    """r_T = (1 - beta) sum_{i=1}^T beta^(T-i) g_i^2: gradients (T, d) -> (d,).

    Slide "Adam Bias Correction"; frameworks keep r_T step by step and have no such function.
    """
    T = len(gradients)
    weights = beta ** np.arange(T - 1, -1, -1)
    return (1 - beta) * np.sum(weights[:, np.newaxis] * gradients**2, axis=0)


def bias_correction(r: np.ndarray, beta: float, t: int) -> np.ndarray:
    """r_hat = r / (1 - beta^t): E[r_t] = E[g^2] (1 - beta^t) when E[g^2] is stationary.

    Slide "Adam Bias Correction"; r of any shape.  torch divides the square root of r instead.
    """
    return r / (1 - beta**t)
