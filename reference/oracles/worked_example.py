"""The network of the slides, its derivatives by autograd, and the numbers that the slides print."""

from typing import Any

import torch

from . import witness
from .tensors import gradients, leaf, number

#: As printed on the slides "Backpropagation Example".
PRINTED = {
    "o": 6, "dL/do": 6, "dL/dw7": 24, "dL/dw8": 0, "dL/dw9": 30, "dL/dw1": -6, "dL/dw2": -12,
    "dL/dw3": 0, "dL/dw4": 0, "dL/dw5": 12, "dL/dw6": 24, "dL/dh1": -6, "dL/dh2": 18,
    "dL/dh3": 12, "dL/di1": -6, "dL/di2": 0, "dL/di3": 12, "dL/dx1": 0, "dL/dx2": 18,
}  # fmt: skip


def _network(x: Any, w: Any) -> dict[str, torch.Tensor]:
    u = {f"x{k + 1}": leaf(value) for k, value in enumerate(x)}
    u |= {f"w{k + 1}": leaf(value) for k, value in enumerate(w)}
    for k in (1, 2, 3):
        u[f"i{k}"] = u[f"w{2 * k - 1}"] * u["x1"] + u[f"w{2 * k}"] * u["x2"]
        u[f"h{k}"] = torch.relu(u[f"i{k}"])
    u["o"] = u["w7"] * u["h1"] + u["w8"] * u["h2"] + u["w9"] * u["h3"]
    return u


@witness("torch")
def forward(x: Any, w: Any) -> dict[str, float]:
    u = _network(x, w)
    return {name: number(u[name]) for name in ("i1", "i2", "i3", "h1", "h2", "h3", "o")}


@witness("torch.autograd.grad")
def backward(x: Any, w: Any, gold: float) -> dict[str, float]:
    u = _network(x, w)
    found = gradients((u["o"] - gold) ** 2, list(u.values()))
    return {f"dL/d{name}": float(g) for name, g in zip(u, found, strict=True)}


@witness("torch.autograd.grad")
def ANSWERS() -> dict[str, float]:  # the exercise's name
    x, w, gold = (1, 2), (2, 1, 1, -2, 1, 2, -1, 3, 2), 3
    o = forward(x, w)["o"]
    return {"L": (o - gold) ** 2, "o": o, **backward(x, w, gold)}
