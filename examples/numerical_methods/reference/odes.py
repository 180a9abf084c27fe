"""Solving y' = f(t, y), y(t0) = y0: part 3 of the lecture.

Every method makes n steps of the same length from t0 to t1, and returns all y, an array of shape
(n + 1, len(y0)) whose first row is y0.
"""

import numpy as np


def euler(f, y0, t0, t1, n):
    """Euler's method: y + h f(t, y)."""
    h = (t1 - t0) / n
    y = np.empty((n + 1, len(y0)))
    y[0] = y0
    for k in range(n):
        t = t0 + k * h
        y[k + 1] = y[k] + h * f(t, y[k])
    return y


def rk4(f, y0, t0, t1, n):
    """The classical Runge-Kutta method, four evaluations a step."""
    h = (t1 - t0) / n
    y = np.empty((n + 1, len(y0)))
    y[0] = y0
    for k in range(n):
        t = t0 + k * h
        k1 = f(t, y[k])
        k2 = f(t + h / 2, y[k] + h / 2 * k1)
        k3 = f(t + h / 2, y[k] + h / 2 * k2)
        k4 = f(t + h, y[k] + h * k3)
        y[k + 1] = y[k] + h * (k1 + 2 * k2 + 2 * k3 + k4) / 6
    return y


def second_order(f, y0, t0, t1, n):
    """A method of order two with two evaluations a step; this one is Heun's."""
    h = (t1 - t0) / n
    y = np.empty((n + 1, len(y0)))
    y[0] = y0
    for k in range(n):
        t = t0 + k * h
        k1 = f(t, y[k])
        k2 = f(t + h, y[k] + h * k1)
        y[k + 1] = y[k] + h * (k1 + k2) / 2
    return y
