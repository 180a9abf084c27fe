"""Style: factories of closures; the classes only look them up in a dict."""

import numpy as np

RULES = {}


def rule(name):
    def register(make):
        RULES[name] = make
        return make

    return register


def zeros(tensors):
    return {i: np.zeros(np.shape(a)) for i, a in enumerate(tensors)}


@rule("sgd")
def make_sgd(alpha):
    def step(theta, gradient):
        return [-alpha * g + w for w, g in zip(theta, gradient(theta))]

    return step


@rule("momentum")
def make_momentum(alpha, beta):
    memory = {}

    def step(theta, gradient):
        previous = memory.get("v") or zeros(theta)
        g = gradient(theta)
        memory["v"] = {i: previous[i] * beta + (-alpha) * g[i] for i in previous}
        return [memory["v"][i] + w for i, w in enumerate(theta)]

    return step


@rule("nesterov")
def make_nesterov(alpha, beta):
    memory = {"bv": None}  # beta * v

    def step(theta, gradient):
        if memory["bv"] is None:
            memory["bv"] = zeros(theta)
        bv = memory["bv"]
        g = gradient([bv[i] + w for i, w in enumerate(theta)])
        v = {i: bv[i] - g[i] * alpha for i in bv}
        memory["bv"] = {i: beta * v[i] for i in v}
        return [v[i] + w for i, w in enumerate(theta)]

    return step


def make_scaled(alpha, epsilon, keep, take):
    r = {}

    def step(theta, gradient):
        new = []
        for i, (w, g) in enumerate(zip(theta, gradient(theta))):
            g = 1.0 * np.asarray(g)
            r[i] = keep * r[i] + take * g * g if i in r else take * g * g
            new.append(w - g * (alpha / np.sqrt(epsilon + r[i])))
        return new

    return step


@rule("adagrad")
def make_adagrad(alpha, epsilon=1e-8):
    return make_scaled(alpha, epsilon, 1.0, 1.0)


@rule("rmsprop")
def make_rmsprop(alpha, beta, epsilon=1e-8):
    return make_scaled(alpha, epsilon, beta, 1.0 - beta)


def make_moments(beta1, beta2):
    memory = {"t": 0, "s": {}, "r": {}}

    def feed(grads):
        memory["t"] += 1
        for i, g in enumerate(grads):
            g = np.asarray(g, dtype=float)
            for name, beta, x in (("s", beta1, g), ("r", beta2, np.square(g))):
                memory[name][i] = (1 - beta) * x + beta * memory[name].get(i, 0.0)
        return memory["s"], memory["r"], memory["t"]

    return feed


@rule("adam")
def make_adam(alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    feed = make_moments(beta1, beta2)

    def step(theta, gradient):
        s, r, t = feed(gradient(theta))

        def hat(x, beta):
            return x * (1.0 / (1.0 - beta**t))

        return [
            w - hat(s[i], beta1) * (alpha / np.sqrt(hat(r[i], beta2) + epsilon))
            for i, w in enumerate(theta)
        ]

    return step


@rule("adam_efficient")
def make_adam_efficient(alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    feed = make_moments(beta1, beta2)

    def step(theta, gradient):
        s, r, t = feed(gradient(theta))
        c1 = 1.0 - beta1**t
        c2 = 1.0 - beta2**t
        # alpha / c1 * s / sqrt(r / c2 + epsilon), with c2 taken out of the root
        alpha_t = alpha * np.sqrt(c2) / c1
        epsilon_t = epsilon * c2
        return [w - s[i] * (alpha_t / np.sqrt(r[i] + epsilon_t)) for i, w in enumerate(theta)]

    return step


class _Named:
    name = ""

    def __init__(self, *args, **kwargs):
        self._step = RULES[self.name](*args, **kwargs)

    def step(self, theta, gradient):
        return self._step(theta, gradient)


class SGD(_Named):
    name = "sgd"


class Momentum(_Named):
    name = "momentum"


class Nesterov(_Named):
    name = "nesterov"


class AdaGrad(_Named):
    name = "adagrad"


class RMSProp(_Named):
    name = "rmsprop"


class Adam(_Named):
    name = "adam"


class AdamEfficient(_Named):
    name = "adam_efficient"


def ema_closed_form(gradients, beta):
    T = len(gradients)
    terms = {i: (1 - beta) * beta ** (T - i) * np.square(gradients[i - 1]) for i in range(1, T + 1)}
    return np.sum(list(terms.values()), axis=0)


def bias_correction(r, beta, t):
    return np.asarray(r) * (1.0 - beta**t) ** -1
