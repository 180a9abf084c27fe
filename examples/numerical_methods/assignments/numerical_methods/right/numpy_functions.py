"""numpy's own functions, arrays at once, loops by numbers."""

import numpy as np


def bisection(f, a, b, tol):
    ends, signs = np.array([a, b], float), np.sign([f(a), f(b)])
    while np.ptp(ends) > tol:
        middle = ends.mean()
        sign = np.sign(f(middle))
        if sign == 0:
            return middle
        ends[signs == sign] = middle
    return ends.mean()


def newton(f, df, x0, steps):
    iterates = [float(x0)]
    while len(iterates) <= steps:
        x = iterates[-1]
        iterates.append(x - f(x) / df(x))
    return np.array(iterates)


def secant(f, x0, x1, tol):
    f0, f1 = f(x0), f(x1)
    for _ in range(50):
        x2 = (x0 * f1 - x1 * f0) / (f1 - f0)
        if abs(x2 - x1) <= tol:
            return x2
        x0, x1, f0, f1 = x1, x2, f1, f(x2)
    return x1


def trapezoid(f, a, b, n):
    x = np.linspace(a, b, n + 1)
    return np.trapezoid(f(x), x)


def simpson(f, a, b, n):
    weights = np.ones(n + 1)
    weights[1:-1:2], weights[2:-1:2] = 4, 2
    return weights @ f(np.linspace(a, b, n + 1)) * (b - a) / n / 3


def euler(f, y0, t0, t1, n):
    times, h = np.linspace(t0, t1, n, endpoint=False, retstep=True)
    rows = [np.array(y0, float)]
    for t in times:
        rows.append(rows[-1] + h * f(t, rows[-1]))
    return np.stack(rows)


def rk4(f, y0, t0, t1, n):
    times, h = np.linspace(t0, t1, n, endpoint=False, retstep=True)
    rows = [np.array(y0, float)]
    for t in times:
        y = rows[-1]
        slopes = [f(t, y)]
        for c in (0.5, 0.5, 1.0):
            slopes.append(f(t + c * h, y + c * h * slopes[-1]))
        rows.append(y + h / 6 * np.dot([1, 2, 2, 1], slopes))
    return np.stack(rows)


def second_order(f, y0, t0, t1, n):
    """The midpoint method."""
    times, h = np.linspace(t0, t1, n, endpoint=False, retstep=True)
    rows = [np.array(y0, float)]
    for t in times:
        y = rows[-1]
        rows.append(y + h * f(t + h / 2, y + h / 2 * f(t, y)))
    return np.stack(rows)
