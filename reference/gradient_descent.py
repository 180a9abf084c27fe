"""Gradient descent, minibatches and the stopping criterion (slides "Gradient Descent" and
"Stochastic Gradient Descent").

The slide defines J as an argmin; it is the expected loss itself, J(theta) = E[L].
"""

from collections.abc import Callable, Sequence

import numpy as np

__all__ = ["gradient_descent", "minibatch_sgd", "minibatches", "sgd_until"]

Gradient = Callable[..., np.ndarray]


def gradient_descent(theta: np.ndarray, gradient: Gradient, alpha: float, steps: int) -> np.ndarray:
    """theta <- theta - alpha grad J(theta), `steps` times.

    theta (d,) -> the trajectory (steps + 1, d), row 0 the initial theta; gradient(theta) (d,) is
    called once a step.
    """
    trajectory = [theta]
    for _ in range(steps):
        g = gradient(theta)
        theta = theta - alpha * g
        trajectory.append(theta)
    return np.array(trajectory, dtype=np.float64)


def minibatches(permutation: np.ndarray, m: int) -> list[np.ndarray]:
    """Consecutive pieces of m indices; the last one is smaller when m does not divide N."""
    N = len(permutation)
    return [permutation[i : i + m] for i in range(0, N, m)]


def minibatch_sgd(
    theta: np.ndarray,
    gradient: Gradient,
    X: np.ndarray,
    y: np.ndarray,
    permutations: Sequence[np.ndarray],
    m: int,
    alpha: float,
) -> np.ndarray:
    """Minibatch SGD: g = 1/m sum over the minibatch of grad L, theta <- theta - alpha g.

    One permutation per epoch; gradient(theta, X, y) is the sum over the examples it is given, and
    is divided by their number, which is less than m in a smaller last minibatch.
    theta (d,) -> (updates + 1, d), row 0 the initial theta, one row per update.
    """
    trajectory = [theta]
    for permutation in permutations:
        for batch in minibatches(permutation, m):
            g = gradient(theta, X[batch], y[batch]) / len(batch)
            theta = theta - alpha * g
            trajectory.append(theta)
    return np.array(trajectory, dtype=np.float64)


def sgd_until(
    theta: np.ndarray, gradient: Gradient, alpha: float, tolerance: float, max_steps: int
) -> tuple[np.ndarray, int]:
    """Steps until one is short, ||alpha g||_2 < tolerance, or max_steps are made.

    The short step is made and counted.  Returns (theta, steps).
    """
    steps = 0
    while steps < max_steps:
        g = gradient(theta)
        theta = theta - alpha * g
        steps += 1
        if np.linalg.norm(alpha * g) < tolerance:
            break
    return theta, steps
