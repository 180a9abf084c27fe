"""Between numpy and torch: float64 throughout, copies only."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch

__all__ = ["array", "gradient_of", "leaf", "number", "tensor"]

Tensor = torch.Tensor

torch.set_num_threads(1)  # for arrays of this size threads only get in each other's way


def tensor(x: Any) -> Tensor:
    """A float64 tensor with its own memory."""
    return torch.tensor(np.asarray(x, dtype=np.float64))


def leaf(x: Any) -> Tensor:
    """The same, with a gradient to come."""
    return tensor(x).requires_grad_()


def index(x: Any) -> Tensor:
    """Class indices."""
    return torch.tensor(np.asarray(x, dtype=np.int64))


def array(x: Tensor) -> np.ndarray:
    """A float64 array with its own memory."""
    return np.array(x.detach().numpy())


def number(x: Tensor) -> float:
    """One number."""
    return float(x.detach())


def gradient_of(function: Callable[..., Tensor], *inputs: Any, at: int = 0) -> np.ndarray:
    """The gradient, by autograd, of a sum of function(*inputs) with respect to input `at`."""
    tensors = [leaf(x) if i == at else x for i, x in enumerate(inputs)]
    function(*tensors).sum().backward()  # type: ignore[no-untyped-call]
    return array(_grad(tensors[at]))


def _grad(x: Tensor) -> Tensor:
    return torch.zeros_like(x) if x.grad is None else x.grad


def gradients(result: Tensor, wanted: Sequence[Tensor]) -> list[np.ndarray]:
    """d result / d wanted, zero where there is no path."""
    found = torch.autograd.grad(result, list(wanted), allow_unused=True, retain_graph=True)
    return [
        np.zeros(tuple(x.shape)) if g is None else array(g)
        for x, g in zip(wanted, found, strict=True)
    ]
