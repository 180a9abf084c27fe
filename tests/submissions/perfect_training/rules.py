import numpy as np


def _of(state, name, theta):
    return state.setdefault(name, [np.zeros(p.shape) for p in theta])


def sgd(theta, gradient, state, alpha):
    return [p - alpha * g for p, g in zip(theta, gradient(theta))]


def momentum(theta, gradient, state, alpha, beta):
    v = _of(state, "v", theta)
    state["v"] = [beta * a - alpha * g for a, g in zip(v, gradient(theta))]
    return [p + a for p, a in zip(theta, state["v"])]


def nesterov(theta, gradient, state, alpha, beta):
    v = _of(state, "v", theta)
    ahead = [p + beta * a for p, a in zip(theta, v)]
    state["v"] = [beta * a - alpha * g for a, g in zip(v, gradient(ahead))]
    return [p + a for p, a in zip(theta, state["v"])]


def adagrad(theta, gradient, state, alpha, epsilon=1e-8):
    g = gradient(theta)
    state["r"] = [r + d * d for r, d in zip(_of(state, "r", theta), g)]
    return [p - alpha * d / np.sqrt(r + epsilon) for p, d, r in zip(theta, g, state["r"])]


def rmsprop(theta, gradient, state, alpha, beta, epsilon=1e-8):
    g = gradient(theta)
    state["r"] = [beta * r + (1 - beta) * d * d for r, d in zip(_of(state, "r", theta), g)]
    return [p - alpha * d / np.sqrt(r + epsilon) for p, d, r in zip(theta, g, state["r"])]


def adam(theta, gradient, state, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    g = gradient(theta)
    t = state["t"] = state.get("t", 0) + 1
    state["s"] = [beta1 * s + (1 - beta1) * d for s, d in zip(_of(state, "s", theta), g)]
    state["r"] = [beta2 * r + (1 - beta2) * d * d for r, d in zip(_of(state, "r", theta), g)]
    return [
        p - alpha * (s / (1 - beta1**t)) / np.sqrt(r / (1 - beta2**t) + epsilon)
        for p, s, r in zip(theta, state["s"], state["r"])
    ]


RULES = {"sgd": sgd, "momentum": momentum, "nesterov": nesterov, "adagrad": adagrad,
         "rmsprop": rmsprop, "adam": adam}
