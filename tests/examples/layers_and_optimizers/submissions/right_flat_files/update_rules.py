import copy

import numpy as np

DEFAULTS = {
    "sgd": {"step_size": 0.02},
    "momentum": {"step_size": 0.02, "inertia": 0.8, "v": 0},
    "rmsprop": {"step_size": 0.02, "keep": 0.95, "epsilon": 1e-7, "s": 0},
    "adam": {"step_size": 0.005, "keep1": 0.85, "keep2": 0.98, "epsilon": 1e-7, "m": 0, "s": 0, "t": 0},
}


def filled(name, config):
    full = copy.deepcopy(DEFAULTS[name])
    full.update(config or {})
    return full


def sgd(w, dw, config=None):
    return w - filled("sgd", config)["step_size"] * dw, config


def momentum(w, dw, config=None):
    c = filled("momentum", config)
    c["v"] = c["v"] * c["inertia"] - dw * c["step_size"]
    return w + c["v"], c


def rmsprop(w, dw, config=None):
    c = filled("rmsprop", config)
    c["s"] = c["s"] + (1 - c["keep"]) * (dw**2 - c["s"])
    return w - c["step_size"] * (dw / (c["s"] ** 0.5 + c["epsilon"])), c


def adam(w, dw, config=None):
    c = filled("adam", config)
    c["t"] += 1
    for name, keep, new in (("m", c["keep1"], dw), ("s", c["keep2"], dw**2)):
        c[name] = keep * c[name] + (1 - keep) * new
    hat = lambda name, keep: c[name] / (1 - keep ** c["t"])  # noqa: E731
    return w - c["step_size"] * hat("m", c["keep1"]) / (np.sqrt(hat("s", c["keep2"])) + c["epsilon"]), c
