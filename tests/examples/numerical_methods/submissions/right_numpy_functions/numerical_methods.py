import math

import numpy as np


def bisection(f, a, b, tol):
    lo, hi = np.float64(a), np.float64(b)
    rising = np.signbit(f(lo))
    for _ in range(math.ceil(math.log((hi - lo) / tol, 2)) + 1):
        middle = np.mean([lo, hi])
        lo, hi = np.where(np.signbit(f(middle)) == rising, [middle, hi], [lo, middle])
    return np.mean([lo, hi])


def newton(f, df, x0, steps):
    return np.array([x := x0, *(x := x - f(x) / df(x) for _ in range(steps))], np.float64)


def secant(f, x0, x1, tol):
    xs, ys = [x0, x1], [f(x0), f(x1)]
    while len(xs) < 52 and abs(xs[-1] - xs[-2]) > tol:
        xs.append(xs[-1] - ys[-1] * np.diff(xs[-2:])[0] / np.diff(ys[-2:])[0])
        ys.append(f(xs[-1]))
    return xs[-1]


def trapezoid(f, a, b, n):
    x = np.linspace(a, b, n + 1)
    return np.trapezoid(np.vectorize(f)(x), x)


def simpson(f, a, b, n):
    x = np.linspace(a, b, n + 1)
    w = np.concatenate([[1], np.tile([4, 2], n // 2)[:-1], [1]])
    return np.dot(w, [f(p) for p in x]) * (x[1] - x[0]) / 3


def euler(f, y0, t0, t1, n):
    h = (t1 - t0) / n
    rows = y0[np.newaxis]
    for t in t0 + h * np.arange(n):
        rows = np.vstack([rows, rows[-1] + h * f(t, rows[-1])])
    return rows


def rk4(f, y0, t0, t1, n):
    h = (t1 - t0) / n
    rows = y0[np.newaxis]
    for t in t0 + h * np.arange(n):
        y = rows[-1]
        k = [f(t, y)]
        for c in (1 / 2, 1 / 2, 1):
            k.append(f(t + c * h, y + c * h * k[-1]))
        rows = np.vstack([rows, y + h * np.average(k, axis=0, weights=[1, 2, 2, 1])])
    return rows


def second_order(f, y0, t0, t1, n):
    h = (t1 - t0) / n
    rows = y0[np.newaxis]
    for t in t0 + h * np.arange(n):
        k1 = f(t, rows[-1])
        k2 = f(t + h, rows[-1] + h * k1)
        rows = np.vstack([rows, rows[-1] + h * np.mean([k1, k2], axis=0)])
    return rows
