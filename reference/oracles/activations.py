"""Activations and their derivatives, asked of torch."""

from typing import Any

import numpy as np
import torch

from . import witness
from .tensors import array, gradient_of, tensor


@witness("torch.sigmoid")
def sigmoid(x: Any) -> np.ndarray:
    return array(torch.sigmoid(tensor(x)))


@witness("autograd of torch.sigmoid")
def sigmoid_grad(x: Any) -> np.ndarray:
    return gradient_of(torch.sigmoid, x)


@witness("autograd of torch.tanh")
def tanh_grad(x: Any) -> np.ndarray:
    return gradient_of(torch.tanh, x)


@witness("torch.relu")
def relu(x: Any) -> np.ndarray:
    return array(torch.relu(tensor(x)))


@witness("autograd of torch.relu")
def relu_grad(x: Any) -> np.ndarray:
    return gradient_of(torch.relu, x)


@witness("torch.softmax")
def softmax(z: Any) -> np.ndarray:
    return array(torch.softmax(tensor(z), dim=-1))


@witness("torch.func.jacrev of torch.softmax")
def softmax_jacobian(z: Any) -> np.ndarray:
    return array(torch.func.jacrev(lambda v: torch.softmax(v, dim=-1))(tensor(z)))
