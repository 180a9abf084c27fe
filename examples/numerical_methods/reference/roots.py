"""Finding a root of f: part 1 of the lecture."""

import math

import numpy as np

#: Steps after which the secant method is given up.
MOST = 50


def bisection(f, a, b, tol):
    """A root of f in [a, b], where f changes its sign, to within tol.

    Each halving keeps the half in which f changes its sign; f is evaluated once for each.
    """
    rises = f(a) < 0
    for _ in range(math.ceil(math.log2((b - a) / tol))):
        middle = (a + b) / 2
        if (f(middle) < 0) == rises:
            a = middle
        else:
            b = middle
    return (a + b) / 2


def newton(f, df, x0, steps):
    """The iterates x_0 ... x_steps of x - f(x) / f'(x), as an array of steps + 1."""
    x = np.empty(steps + 1)
    x[0] = x0
    for k in range(steps):
        x[k + 1] = x[k] - f(x[k]) / df(x[k])
    return x


def secant(f, x0, x1, tol):
    """A root of f by the secant method from x0 and x1, when a step is no longer than tol."""
    f0, f1 = f(x0), f(x1)
    for _ in range(MOST):
        slope = (f1 - f0) / (x1 - x0)
        x0, f0 = x1, f1
        x1 = x1 - f1 / slope
        if abs(x1 - x0) <= tol:
            break
        f1 = f(x1)
    return x1
