"""Generators of objectives whose gradients a student's code calls; the child rebuilds them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from .draw import Draw
from .generators import generator

__all__: list[str] = []

Array = np.ndarray


def _objective(kind: str, **params: Any) -> dict[str, Any]:
    return {"objective": kind, "params": params}


@generator
def quadratic(
    draw: Draw,
    shapes: Sequence[Sequence[int]],
    low: float = 0.5,
    high: float = 4.0,
    noise: int = 0,
    scale: float = 1.0,
    single: bool = False,
) -> dict[str, Any]:
    """J = sum 1/2 c (theta - minimum)^2 with c from low to high; `noise` minibatches add to g."""
    curvature = [draw.uniform(shape, low, high) for shape in shapes]
    minimum = [draw.normal(shape) for shape in shapes]
    added = [[draw.normal(shape, 0.3) for shape in shapes] for _ in range(noise)]
    return _objective(
        "quadratic",
        curvature=curvature,
        minimum=minimum,
        noise=added,
        scale=float(scale),
        single=single,
    )


@generator
def regression(
    draw: Draw, batches: int, m: int, n: int, o: int, scale: float = 1.0
) -> dict[str, Any]:
    """Linear regression on `batches` minibatches of m examples, theta = [W (n, o), b (o,)]."""
    X = draw.normal((batches, m, n))
    Y = np.round(X @ draw.normal((n, o)) + draw.normal((batches, m, o), 0.5), 3)
    return _objective("regression", X=X, Y=Y, scale=float(scale))


@generator
def sum_of_squares(draw: Draw) -> dict[str, Any]:
    """gradient(theta, X, y): that of the squared error summed over the rows of X."""
    return _objective("sum_of_squares")


@generator
def sequence(
    draw: Draw,
    shapes: Sequence[Sequence[int]],
    steps: int,
    scale: float = 1.0,
    zero_steps: Sequence[int] = (),
) -> dict[str, Any]:
    """Given gradients, the k-th call returns the k-th; all zero in `zero_steps` (from 0)."""
    gradients = [
        [
            np.zeros(tuple(shape)) if k in zero_steps else scale * draw.normal(shape)
            for shape in shapes
        ]
        for k in range(steps)
    ]
    return _objective("sequence", gradients=gradients)
