"""Gradient descent with torch.optim.SGD, and minibatches with torch.split and by brute force."""

from typing import Any

import numpy as np
import torch

from . import witness
from .steppers import drive
from .tensors import array, leaf, tensor


def _sgd(theta: Any, gradient: Any, alpha: float, steps: int) -> np.ndarray:
    single = lambda at: [gradient(at[0])]
    rows = drive(lambda p: torch.optim.SGD(p, lr=alpha), [theta], single, steps)
    return np.array([row[0] for row in rows])


@witness("torch.optim.SGD")
def gradient_descent(theta: Any, gradient: Any, alpha: float, steps: int) -> np.ndarray:
    return _sgd(theta, gradient, alpha, steps)


@witness("torch.split")
def minibatches(permutation: Any, m: int) -> list[np.ndarray]:
    return [part.numpy() for part in torch.split(torch.tensor(permutation), m)]


@witness("brute force: example k is in batch k // m")
def second_minibatches(permutation: Any, m: int) -> list[np.ndarray]:
    count = -(-len(permutation) // m)
    return [
        np.array([p for k, p in enumerate(permutation) if k // m == batch], dtype=np.int64)
        for batch in range(count)
    ]


@witness("torch.split and torch.optim.SGD")
def minibatch_sgd(
    theta: Any, gradient: Any, X: Any, y: Any, permutations: Any, m: int, alpha: float
) -> np.ndarray:
    batches = [part for order in permutations for part in torch.split(torch.tensor(order), m)]
    remaining = iter(batches)

    def mean(at: np.ndarray) -> np.ndarray:
        batch = next(remaining).numpy()
        found: np.ndarray = gradient(at, X[batch], y[batch]) / len(batch)
        return found

    return _sgd(theta, mean, alpha, len(batches))


@witness("torch.optim.SGD, all steps, cut afterwards")
def sgd_until(
    theta: Any, gradient: Any, alpha: float, tolerance: float, max_steps: int
) -> tuple[np.ndarray, int]:
    """Walks all max_steps and looks for the first short one afterwards."""
    p = leaf(theta)
    optimizer = torch.optim.SGD([p], lr=alpha)
    rows, lengths = [], []
    for _ in range(max_steps):
        p.grad = tensor(gradient(array(p)))
        lengths.append(float(torch.linalg.vector_norm(alpha * p.grad)))
        optimizer.step()
        rows.append(array(p))
    short = [k for k, length in enumerate(lengths) if length < tolerance]
    last = short[0] if short else max_steps - 1
    return rows[last], last + 1
