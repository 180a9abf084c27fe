"""Averages: the right solution, which golden values are made from.

It is written to be read, as in the lecture; students never get it.
"""

import numpy as np

__all__ = ["weighted_mean"]


def weighted_mean(x: np.ndarray, w: np.ndarray) -> float:
    """The mean of the numbers x (n,), weighted by w (n,)."""
    return np.sum(w * x) / np.sum(w)
