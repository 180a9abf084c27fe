"""Plain loops over numbers, and sums panel by panel."""

import numpy as np


def bisection(f, a, b, tol):
    fa = f(a)
    while b - a > 2 * tol:
        c = a + (b - a) / 2
        fc = f(c)
        if fa * fc <= 0:
            b = c
        else:
            a, fa = c, fc
    return 0.5 * (a + b)


def newton(f, df, x0, steps):
    x = np.zeros(steps + 1)
    x[0] = x0
    for i in range(1, steps + 1):
        x[i] = x[i - 1] - f(x[i - 1]) / df(x[i - 1])
    return x


def secant(f, x0, x1, tol):
    f0, f1 = f(x0), f(x1)
    steps = 0
    while abs(x1 - x0) > tol and steps < 50:
        x0, x1 = x1, x1 - f1 * (x1 - x0) / (f1 - f0)
        f0, f1 = f1, f(x1)
        steps += 1
    return x1


def trapezoid(f, a, b, n):
    h = (b - a) / n
    total = 0.0
    for i in range(n):
        total += (f(a + i * h) + f(a + (i + 1) * h)) / 2 * h
    return total


def simpson(f, a, b, n):
    h = (b - a) / n
    total = 0.0
    for i in range(0, n, 2):
        x = a + i * h
        total += h / 3 * (f(x) + 4 * f(x + h) + f(x + 2 * h))
    return total


def euler(f, y0, t0, t1, n):
    h = (t1 - t0) / n
    out = np.zeros((n + 1, len(y0)))
    y, t = y0.copy(), t0
    out[0] = y
    for i in range(n):
        y = y + h * f(t, y)
        t = t0 + (i + 1) * h
        out[i + 1] = y
    return out


def rk4(f, y0, t0, t1, n):
    h = (t1 - t0) / n
    out = np.zeros((n + 1, len(y0)))
    y, t = y0.copy(), t0
    out[0] = y
    for i in range(n):
        k1 = h * f(t, y)
        k2 = h * f(t + h / 2, y + k1 / 2)
        k3 = h * f(t + h / 2, y + k2 / 2)
        k4 = h * f(t + h, y + k3)
        y = y + k1 / 6 + k2 / 3 + k3 / 3 + k4 / 6
        t = t0 + (i + 1) * h
        out[i + 1] = y
    return out


def second_order(f, y0, t0, t1, n):
    """Ralston's method."""
    h = (t1 - t0) / n
    out = np.zeros((n + 1, len(y0)))
    y, t = y0.copy(), t0
    out[0] = y
    for i in range(n):
        k1 = f(t, y)
        k2 = f(t + 2 * h / 3, y + 2 * h / 3 * k1)
        y = y + h * (k1 + 3 * k2) / 4
        t += h
        out[i + 1] = y
    return out
