"""The constant with log sigma and 2 pi is added once, not once for each example."""

import math


def gaussian_nll(f, y, sigma):
    const = 0.5 * math.log(2 * math.pi * sigma**2)
    s = 0.0
    for a, b in zip(f, y):
        s += (b - a) ** 2 / (2 * sigma**2)
    return float(s + const)
