"""Integrating f from a to b: part 2 of the lecture."""

import numpy as np


def trapezoid(f, a, b, n):
    """The composite trapezoidal rule with n intervals: h (f_0 / 2 + f_1 + ... + f_n / 2)."""
    h = (b - a) / n
    y = f(np.linspace(a, b, n + 1))
    return h * (y[0] / 2 + np.sum(y[1:-1]) + y[-1] / 2)


def simpson(f, a, b, n):
    """Simpson's composite rule with n intervals, n even: h/3 (f_0 + 4 f_1 + 2 f_2 + ... + f_n)."""
    h = (b - a) / n
    y = f(np.linspace(a, b, n + 1))
    return h / 3 * (y[0] + 4 * np.sum(y[1:-1:2]) + 2 * np.sum(y[2:-1:2]) + y[-1])
