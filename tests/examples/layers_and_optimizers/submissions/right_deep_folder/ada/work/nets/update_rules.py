from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Any

import numpy as np


def remembers(**defaults: Any):
    """A decorator: fills in what is missing, and gives back what the rule changed."""

    def decorate(rule):
        @functools.wraps(rule)
        def wrapper(w: np.ndarray, dw: np.ndarray, config: dict | None = None) -> tuple[np.ndarray, dict]:
            config = {} if config is None else config
            for key, value in defaults.items():
                config.setdefault(key, value)
            memory = config.setdefault("_memory", Memory())
            memory.calls += 1
            return w + rule(dw, memory, **{k: v for k, v in config.items() if k in defaults}), config

        return wrapper

    return decorate


@dataclass
class Memory:
    calls: int = 0
    means: dict[str, np.ndarray] = field(default_factory=dict)

    def mean(self, name: str, keep: float, new: np.ndarray) -> np.ndarray:
        self.means[name] = keep * self.means.get(name, np.zeros_like(new)) + (1 - keep) * new
        return self.means[name]


@remembers(step_size=0.02)
def sgd(dw, memory, step_size):
    return -step_size * dw


@remembers(step_size=0.02, inertia=0.8)
def momentum(dw, memory, step_size, inertia):
    before = memory.means.get("speed", np.zeros_like(dw))
    memory.means["speed"] = inertia * before - step_size * dw
    return memory.means["speed"]


@remembers(step_size=0.02, keep=0.95, epsilon=1e-7)
def rmsprop(dw, memory, step_size, keep, epsilon):
    return -step_size * dw / (np.sqrt(memory.mean("squares", keep, dw * dw)) + epsilon)


@remembers(step_size=0.005, keep1=0.85, keep2=0.98, epsilon=1e-7)
def adam(dw, memory, step_size, keep1, keep2, epsilon):
    m = memory.mean("m", keep1, dw) / (1 - keep1**memory.calls)
    s = memory.mean("s", keep2, dw * dw) / (1 - keep2**memory.calls)
    return -step_size * m / (np.sqrt(s) + epsilon)
