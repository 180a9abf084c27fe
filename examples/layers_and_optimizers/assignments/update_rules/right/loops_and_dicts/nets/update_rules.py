import math

import numpy as np

DEFAULTS = {"step_size": 0.02, "inertia": 0.8, "keep": 0.95, "epsilon": 1e-7, "keep1": 0.85, "keep2": 0.98}


def setting(config, name, default=None):
    return config[name] if name in config else DEFAULTS[name] if default is None else default


def sgd(w, dw, config=None):
    config = dict(config or {})
    return np.array([a - setting(config, "step_size") * g for a, g in zip(w, dw)]), config


def momentum(w, dw, config=None):
    config = dict(config or {})
    speeds = config.get("speeds") or [0.0] * w.size
    out = w.copy()
    for i in range(w.size):
        speeds[i] = setting(config, "inertia") * speeds[i] - setting(config, "step_size") * dw.flat[i]
        out.flat[i] += speeds[i]
    config["speeds"] = speeds
    return out, config


def rmsprop(w, dw, config=None):
    config = dict(config or {})
    squares = config.get("squares") or [0.0] * w.size
    out = []
    for i, (value, slope) in enumerate(zip(w.flat, dw.flat)):
        squares[i] += (1 - setting(config, "keep")) * (slope**2 - squares[i])
        out.append(value - setting(config, "step_size") * slope / (math.sqrt(squares[i]) + setting(config, "epsilon")))
    config["squares"] = squares
    return np.array(out).reshape(w.shape), config


def adam(w, dw, config=None):
    config = dict(config or {})
    b1, b2 = setting(config, "keep1"), setting(config, "keep2")
    a, e = setting(config, "step_size", 0.005), setting(config, "epsilon")
    seen = config.get("seen", [])
    seen = [*seen, dw.copy()]  # all gradients so far, and the means as sums over them
    t = len(seen)
    m = sum((1 - b1) * b1 ** (t - 1 - k) * g for k, g in enumerate(seen)) / (1 - b1**t)
    s = sum((1 - b2) * b2 ** (t - 1 - k) * g * g for k, g in enumerate(seen)) / (1 - b2**t)
    config["seen"] = seen
    return w - a * m / (s**0.5 + e), config
