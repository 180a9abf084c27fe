"""Coroutines: the settings carry one from call to call."""

import numpy as np


def _rule(make, defaults):
    def rule(w, dw, config=None):
        config = {**defaults, **({} if config is None else config)}
        if "coroutine" not in config:
            config["coroutine"] = make(config)
            next(config["coroutine"])
        return w + config["coroutine"].send(dw), config

    return rule


def _sgd(c):
    dw = yield
    while True:
        dw = yield -c["step_size"] * dw


def _momentum(c):
    dw, v = (yield), 0
    while True:
        v = c["inertia"] * v - c["step_size"] * dw
        dw = yield v


def _rmsprop(c):
    dw, s = (yield), 0
    while True:
        s = c["keep"] * s + (1 - c["keep"]) * dw**2
        dw = yield -c["step_size"] * dw / (np.sqrt(s) + c["epsilon"])


def _adam(c):
    dw, m, s, t = (yield), 0, 0, 0
    while True:
        t += 1
        m = c["keep1"] * m + (1 - c["keep1"]) * dw
        s = c["keep2"] * s + (1 - c["keep2"]) * dw**2
        unbiased = m / (1 - c["keep1"] ** t), s / (1 - c["keep2"] ** t)
        dw = yield -c["step_size"] * unbiased[0] / (np.sqrt(unbiased[1]) + c["epsilon"])


sgd = _rule(_sgd, {"step_size": 0.02})
momentum = _rule(_momentum, {"step_size": 0.02, "inertia": 0.8})
rmsprop = _rule(_rmsprop, {"step_size": 0.02, "keep": 0.95, "epsilon": 1e-7})
adam = _rule(_adam, {"step_size": 0.005, "keep1": 0.85, "keep2": 0.98, "epsilon": 1e-7})
