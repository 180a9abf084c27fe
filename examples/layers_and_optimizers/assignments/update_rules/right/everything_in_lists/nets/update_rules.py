"""The settings go on as a tuple; arrays are kept inside as lists."""

import numpy as np


def opened(config, defaults):
    if isinstance(config, tuple):
        return config
    return {**defaults, **(config or {})}, None


def sgd(w, dw, config=None):
    settings, _ = opened(config, {"step_size": 0.02})
    return np.array([a - settings["step_size"] * g for a, g in zip(w.ravel(), dw.ravel())]).reshape(w.shape), (settings, None)


def momentum(w, dw, config=None):
    settings, kept = opened(config, {"step_size": 0.02, "inertia": 0.8})
    kept = [settings["inertia"] * v - settings["step_size"] * g for v, g in zip(kept or [0] * w.size, dw.ravel().tolist())]
    return w + np.reshape(kept, w.shape), (settings, kept)


def rmsprop(w, dw, config=None):
    settings, kept = opened(config, {"step_size": 0.02, "keep": 0.95, "epsilon": 1e-7})
    keep = settings["keep"]
    kept = [keep * s + (1 - keep) * g * g for s, g in zip(kept or [0] * w.size, dw.ravel().tolist())]
    divisor = np.reshape(kept, w.shape) ** 0.5 + settings["epsilon"]
    return w - settings["step_size"] / divisor * dw, (settings, kept)


def adam(w, dw, config=None):
    settings, kept = opened(config, {"step_size": 0.005, "keep1": 0.85, "keep2": 0.98, "epsilon": 1e-7})
    m, s, power1, power2 = kept or ([0] * w.size, [0] * w.size, 1, 1)
    a, b = settings["keep1"], settings["keep2"]
    power1, power2 = power1 * a, power2 * b
    m = [a * old + (1 - a) * g for old, g in zip(m, dw.ravel().tolist())]
    s = [b * old + (1 - b) * g * g for old, g in zip(s, dw.ravel().tolist())]
    step = [
        settings["step_size"] * (p / (1 - power1)) / ((q / (1 - power2)) ** 0.5 + settings["epsilon"])
        for p, q in zip(m, s)
    ]
    return np.subtract(w, np.reshape(step, w.shape)), (settings, (m, s, power1, power2))
