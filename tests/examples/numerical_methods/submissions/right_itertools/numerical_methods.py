from functools import reduce
from itertools import accumulate, islice, repeat

import numpy as np


def bisection(f, a, b, tol):
    below = f(a) < 0

    def halve(interval, _):
        a, b = interval
        c = a + (b - a) / 2
        return (c, b) if (f(c) < 0) == below else (a, c)

    intervals = accumulate(repeat(None), halve, initial=(a, b))
    a, b = next((a, b) for a, b in intervals if b - a <= tol)
    return (a + b) / 2


def newton(f, df, x0, steps):
    iterates = accumulate(range(steps), lambda x, _: x - f(x) / df(x), initial=float(x0))
    return np.fromiter(iterates, float)


def secants(f, x0, x1):
    f0, f1 = f(x0), f(x1)
    while True:
        yield x0, x1
        x0, f0, x1 = x1, f1, x1 - f1 / ((f1 - f0) / (x1 - x0))
        yield x0, x1
        f1 = f(x1)


def secant(f, x0, x1, tol):
    for old, new in islice(secants(f, x0, x1), 100):
        if abs(new - old) <= tol:
            break
    return new


def trapezoid(f, a, b, n):
    h = (b - a) / n
    points = (a + i * h for i in range(n + 1))
    return reduce(lambda total, y: total + y, map(f, points)) * h - h / 2 * (f(a) + f(b))


def simpson(f, a, b, n):
    h = (b - a) / n
    return h / 3 * sum((1 if i in (0, n) else 2 + 2 * (i % 2)) * f(a + i * h) for i in range(n + 1))


def run(step, y0, t0, t1, n):
    h = (t1 - t0) / n
    return np.array(list(accumulate(range(n), lambda y, k: step(t0 + k * h, y, h), initial=y0)))


def euler(f, y0, t0, t1, n):
    return run(lambda t, y, h: y + h * f(t, y), y0, t0, t1, n)


def rk4(f, y0, t0, t1, n):
    def step(t, y, h):
        k1 = h * f(t, y)
        k2 = h * f(t + h / 2, y + k1 / 2)
        k3 = h * f(t + h / 2, y + k2 / 2)
        k4 = h * f(t + h, y + k3)
        return y + (k1 + 2 * (k2 + k3) + k4) / 6

    return run(step, y0, t0, t1, n)


def second_order(f, y0, t0, t1, n):
    return run(lambda t, y, h: y + h * f(t + h / 2, y + h / 2 * f(t, y)), y0, t0, t1, n)
