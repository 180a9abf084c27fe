"""torch's optimizers driven by a gradient function, and the two that the lecture writes otherwise.

The lecture has epsilon inside the root; torch's RMSprop and Adam have it outside.  `InsideRMSProp`
and `InsideAdam` are the lecture's as `torch.optim.Optimizer`s; the stock ones are asked about the
other convention.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch

from .tensors import array, leaf, tensor

__all__ = ["InsideAdam", "InsideRMSProp", "drive"]

Arrays = list[np.ndarray]


class InsideRMSProp(torch.optim.Optimizer):
    """RMSProp with sqrt(r + epsilon), one addcmul at a time as torch writes its own."""

    def __init__(self, params: Any, lr: float, beta: float, eps: float = 1e-8) -> None:
        super().__init__(params, {"lr": lr, "beta": beta, "eps": eps})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            for p in group["params"]:
                r = self.state[p].setdefault("r", torch.zeros_like(p))
                r.mul_(group["beta"]).addcmul_(p.grad, p.grad, value=1 - group["beta"])
                p.addcdiv_(p.grad, r.add(group["eps"]).sqrt_(), value=-group["lr"])


class InsideAdam(torch.optim.Optimizer):
    """Adam with sqrt(r_hat + epsilon); weight_decay joins the gradient, as in torch's Adam."""

    def __init__(
        self,
        params: Any,
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                state = self.state[p]
                if not state:
                    state.update(t=0, s=torch.zeros_like(p), r=torch.zeros_like(p))
                state["t"] += 1
                g = p.grad.add(p, alpha=group["weight_decay"])
                state["s"].lerp_(g, 1 - beta1)
                state["r"].mul_(beta2).addcmul_(g, g, value=1 - beta2)
                r_hat = state["r"] / (1 - beta2 ** state["t"])
                size = group["lr"] / (1 - beta1 ** state["t"])
                p.addcdiv_(state["s"], r_hat.add_(group["eps"]).sqrt_(), value=-size)


def drive(
    make: Callable[[Sequence[torch.Tensor]], torch.optim.Optimizer],
    theta: Sequence[Any],
    gradient: Callable[[Any], Any],
    steps: int,
    view: Callable[[Any, torch.Tensor], torch.Tensor] = lambda optimizer, p: p,
) -> list[Arrays]:
    """theta after 0, 1, ... steps; `view` maps what torch keeps to what the lecture calls theta.

    gradient is called at torch's own parameters, which for Nesterov are the lookahead point.
    """
    parameters = [leaf(p) for p in theta]
    optimizer = make(parameters)
    rows = [[array(p) for p in parameters]]
    for _ in range(steps):
        for p, g in zip(parameters, gradient([array(p) for p in parameters]), strict=True):
            p.grad = tensor(g)
        optimizer.step()  # type: ignore[no-untyped-call]
        rows.append([array(view(optimizer, p)) for p in parameters])
    return rows
