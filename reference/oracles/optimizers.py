"""The optimizers, asked of torch.optim; see docs/conventions.md for how each is mapped."""

from typing import Any

import numpy as np
import torch

from . import witness
from .steppers import InsideAdam, InsideRMSProp, drive
from .tensors import array, tensor

Rows = list[list[np.ndarray]]


@witness("torch.optim.SGD")
def SGD(args: Any, theta: Any, gradient: Any, steps: int) -> Rows:
    (alpha,) = args
    return drive(lambda p: torch.optim.SGD(p, lr=alpha), theta, gradient, steps)


@witness("torch.optim.SGD(momentum)")
def Momentum(args: Any, theta: Any, gradient: Any, steps: int) -> Rows:
    alpha, beta = args
    make = lambda p: torch.optim.SGD(p, lr=alpha, momentum=beta, dampening=0)
    return drive(make, theta, gradient, steps)


@witness("torch.optim.SGD(nesterov=True), mapped back")
def Nesterov(args: Any, theta: Any, gradient: Any, steps: int) -> Rows:
    """torch walks phi = theta + beta v, and keeps v / -alpha: theta = phi + alpha beta buffer."""
    alpha, beta = args

    def view(optimizer: Any, p: torch.Tensor) -> torch.Tensor:
        buffer: torch.Tensor = optimizer.state[p]["momentum_buffer"]
        return p + alpha * beta * buffer

    make = lambda p: torch.optim.SGD(p, lr=alpha, momentum=beta, nesterov=True)
    return drive(make, theta, gradient, steps, view)


@witness("torch.optim.Adagrad(eps=0, initial_accumulator_value=epsilon)")
def AdaGrad(args: Any, theta: Any, gradient: Any, steps: int) -> Rows:
    alpha, epsilon = (*args, 1e-8)[:2]
    make = lambda p: torch.optim.Adagrad(p, lr=alpha, eps=0, initial_accumulator_value=epsilon)
    return drive(make, theta, gradient, steps)


@witness("a torch optimizer with epsilon inside the root")
def RMSProp(args: Any, theta: Any, gradient: Any, steps: int) -> Rows:
    alpha, beta, epsilon = (*args, 1e-8)[:3]
    return drive(lambda p: InsideRMSProp(p, alpha, beta, epsilon), theta, gradient, steps)


def _adam(args: Any) -> dict[str, Any]:
    defaults = (0.001, 0.9, 0.999, 1e-8)
    alpha, beta1, beta2, epsilon = tuple(args) + defaults[len(args) :]
    return {"lr": alpha, "betas": (beta1, beta2), "eps": epsilon}


@witness("a torch optimizer with epsilon inside the root")
def Adam(args: Any, theta: Any, gradient: Any, steps: int) -> Rows:
    return drive(lambda p: InsideAdam(p, **_adam(args)), theta, gradient, steps)


@witness("a torch optimizer with epsilon inside the root")
def AdamEfficient(args: Any, theta: Any, gradient: Any, steps: int) -> Rows:
    return Adam(args, theta, gradient, steps)


@witness("torch.Tensor.lerp, one gradient after the other")
def ema_closed_form(gradients: Any, beta: float) -> np.ndarray:
    r = torch.zeros(np.shape(gradients)[1], dtype=torch.float64)
    for g in tensor(gradients):
        r = r.lerp(g * g, 1 - beta)
    return array(r)


@witness("the geometric series, summed")
def bias_correction(r: Any, beta: float, t: int) -> np.ndarray:
    weight = (1 - beta) * torch.sum(tensor(beta) ** torch.arange(t, dtype=torch.float64))
    return array(tensor(r) / weight)


# The other convention: stock torch, and the known mistake whose edit turns the reference into it.


@witness("torch.optim.Adagrad")
def variant_ada_eps_outside(args: Any, theta: Any, gradient: Any, steps: int) -> Rows:
    alpha, epsilon = (*args, 1e-8)[:2]
    return drive(lambda p: torch.optim.Adagrad(p, lr=alpha, eps=epsilon), theta, gradient, steps)


@witness("torch.optim.RMSprop")
def variant_rms_eps_outside(args: Any, theta: Any, gradient: Any, steps: int) -> Rows:
    alpha, beta, epsilon = (*args, 1e-8)[:3]
    make = lambda p: torch.optim.RMSprop(p, lr=alpha, alpha=beta, eps=epsilon)
    return drive(make, theta, gradient, steps)


@witness("torch.optim.Adam")
def variant_adam_eps_outside(args: Any, theta: Any, gradient: Any, steps: int) -> Rows:
    return drive(lambda p: torch.optim.Adam(p, **_adam(args)), theta, gradient, steps)


@witness("torch.optim.SGD(nesterov=True), as it is")
def variant_nest_torch_phi(args: Any, theta: Any, gradient: Any, steps: int) -> Rows:
    alpha, beta = args
    make = lambda p: torch.optim.SGD(p, lr=alpha, momentum=beta, nesterov=True)
    return drive(make, theta, gradient, steps)
