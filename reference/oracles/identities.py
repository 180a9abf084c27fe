"""What must hold between the reference's own functions, whatever torch says.

Each function draws inputs and returns two values that must be equal within its bound; `target`
gives a function of the reference by its dotted name.  Gradients are checked against the complex
step (exact to rounding, for smooth functions that numpy takes complex numbers through) or central
differences (good to about 1e-10).
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

__all__ = [
    "Rng",
    "Target",
    "central",
    "complex_step",
    "distribution",
    "gold_of",
    "identity",
    "slope",
]

F = TypeVar("F", bound=Callable[..., Any])
Array = np.ndarray
Target = Callable[[str], Any]
Rng = np.random.Generator

#: Steps for the complex step and for central differences in float64.
TINY = 1e-30
STEP = 6e-6


def identity(
    assignment: str, exercise: str, kind: str = "identity", bound: float = 1e-12
) -> Callable[[F], F]:
    """Marks a function as an identity of an exercise."""

    def mark(function: F) -> F:
        function.holds = (assignment, exercise, kind, bound)  # type: ignore[attr-defined]
        return function

    return mark


def complex_step(f: Callable[[Array], Any], x: Array) -> Array:
    """df/dx of a real f that is analytic: Im f(x + ih) / h, for every entry."""
    result = np.empty(x.shape)
    for i in np.ndindex(*x.shape):
        moved = x.astype(np.complex128)
        moved[i] += 1j * TINY
        result[i] = np.imag(f(moved)) / TINY
    return result


def central(f: Callable[[Array], Any], x: Array) -> Array:
    """df/dx by central differences, for every entry."""
    result = np.empty(x.shape)
    for i in np.ndindex(*x.shape):
        up, down = x.copy(), x.copy()
        up[i] += STEP
        down[i] -= STEP
        result[i] = (f(up) - f(down)) / (up[i] - down[i])
    return result


def slope(f: Callable[[Array], Any], x: Array) -> Array:
    """The same for a function that works entry by entry."""
    return np.asarray((f(x + STEP) - f(x - STEP)) / ((x + STEP) - (x - STEP)))


def distribution(rng: Rng, size: int) -> Array:
    """A distribution without zeros."""
    weights = rng.uniform(0.1, 1.0, size)
    return np.asarray(weights / weights.sum())


def gold_of(rng: Rng, m: int, classes: int) -> Array:
    """Class indices."""
    return rng.integers(0, classes, m)
