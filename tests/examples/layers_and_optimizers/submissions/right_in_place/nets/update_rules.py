import numpy as np


def sgd(w, dw, config=None):
    config = config if config is not None else {}
    next_w = w
    next_w -= config.setdefault("step_size", 2e-2) * dw
    return next_w, config


def momentum(w, dw, config=None):
    config = config if config is not None else {}
    v = config.setdefault("v", np.zeros(w.shape))
    v *= config.setdefault("inertia", 0.8)
    v -= config.setdefault("step_size", 2e-2) * dw
    w += v
    return w, config


def rmsprop(w, dw, config=None):
    config = config if config is not None else {}
    keep, epsilon = config.setdefault("keep", 0.95), config.setdefault("epsilon", 1e-7)
    s = config.setdefault("s", np.zeros(w.shape))
    s *= keep
    s += (1 - keep) * dw * dw
    w -= config.setdefault("step_size", 2e-2) * dw / (np.sqrt(s) + epsilon)
    return w, config


def adam(w, dw, config=None):
    config = config if config is not None else {}
    for name, default in {"step_size": 5e-3, "keep1": 0.85, "keep2": 0.98, "epsilon": 1e-7, "t": 1}.items():
        config.setdefault(name, default)
    m = config.setdefault("m", np.zeros(w.shape))
    s = config.setdefault("s", np.zeros(w.shape))
    m += (1 - config["keep1"]) * (dw - m)
    s += (1 - config["keep2"]) * (dw**2 - s)
    b1, b2 = (1 - config[name] ** config["t"] for name in ("keep1", "keep2"))
    w -= config["step_size"] * (m / b1) / (np.sqrt(s / b2) + config["epsilon"])
    config["t"] += 1
    return w, config
