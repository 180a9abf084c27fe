"""Update rules that keep what they remember in a dictionary, `settings`.

Each takes weights w, the gradient dw of the same shape, and settings or None; it returns the next
weights and the settings of the next call.  A missing setting has its default.
"""

from typing import Any

import numpy as np

__all__ = ["adam", "momentum", "rmsprop", "sgd"]

Settings = dict[str, Any]


def sgd(w: np.ndarray, dw: np.ndarray, config: Settings | None = None) -> Any:
    """w - step_size dw."""
    config = {"step_size": 0.02} | (config or {})
    return w - config["step_size"] * dw, config


def momentum(w: np.ndarray, dw: np.ndarray, config: Settings | None = None) -> Any:
    """The speed u = inertia u - step_size dw is added to w; it begins at zero."""
    config = {"step_size": 0.02, "inertia": 0.8} | (config or {})
    speed = config.get("speed", np.zeros_like(w))
    speed = config["inertia"] * speed - config["step_size"] * dw
    return w + speed, config | {"speed": speed}


def rmsprop(w: np.ndarray, dw: np.ndarray, config: Settings | None = None) -> Any:
    """The step is divided by the root of a decaying mean of squared gradients, plus epsilon."""
    config = {"step_size": 0.02, "keep": 0.95, "epsilon": 1e-7} | (config or {})
    squares = config.get("squares", np.zeros_like(w))
    squares = config["keep"] * squares + (1 - config["keep"]) * dw**2
    step = config["step_size"] * dw / (np.sqrt(squares) + config["epsilon"])
    return w - step, config | {"squares": squares}


def adam(w: np.ndarray, dw: np.ndarray, config: Settings | None = None) -> Any:
    """Both moments are corrected for their start at zero; calls are counted from one."""
    defaults = {"step_size": 0.005, "keep1": 0.85, "keep2": 0.98, "epsilon": 1e-7}
    config = defaults | (config or {})
    count = config.get("count", 0) + 1
    mean = config.get("mean", np.zeros_like(w))
    squares = config.get("squares", np.zeros_like(w))
    mean = config["keep1"] * mean + (1 - config["keep1"]) * dw
    squares = config["keep2"] * squares + (1 - config["keep2"]) * dw**2
    corrected_mean = mean / (1 - config["keep1"] ** count)
    corrected_squares = squares / (1 - config["keep2"] ** count)
    step = config["step_size"] * corrected_mean / (np.sqrt(corrected_squares) + config["epsilon"])
    return w - step, config | {"count": count, "mean": mean, "squares": squares}
