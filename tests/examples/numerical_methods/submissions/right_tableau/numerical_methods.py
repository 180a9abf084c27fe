"""One stepper for all Runge-Kutta methods, by their tableaus; type hints, a dataclass, prints."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Tableau:
    a: list[list[float]]
    b: list[float]

    def solve(self, f: Callable, y0: np.ndarray, t0: float, t1: float, n: int) -> np.ndarray:
        h = (t1 - t0) / n
        ys = [np.asarray(y0, dtype=np.float64)]
        for k in range(n):
            slopes: list[np.ndarray] = []
            for row in self.a:
                y = ys[-1] + h * sum((a * s for a, s in zip(row, slopes)), np.zeros_like(ys[-1]))
                slopes.append(f(t0 + k * h + sum(row) * h, y))
            ys.append(ys[-1] + h * sum(b * s for b, s in zip(self.b, slopes)))
        return np.array(ys)


EULER = Tableau([[]], [1])
CLASSICAL = Tableau([[], [0.5], [0, 0.5], [0, 0, 1]], [1 / 6, 1 / 3, 1 / 3, 1 / 6])
MIDPOINT = Tableau([[], [0.5]], [0, 1])


def bisection(f: Callable, a: float, b: float, tol: float) -> float:
    fa = f(a)
    while True:
        middle = (a + b) / 2
        if b - a <= 2 * tol:
            return middle
        value = f(middle)
        if np.sign(value) == np.sign(fa):
            a, fa = middle, value
        else:
            b = middle


def newton(f: Callable, df: Callable, x0: float, steps: int) -> np.ndarray:
    x = np.full(steps + 1, x0, dtype=float)
    for k in range(steps):
        x[k + 1 :] = x[k] - f(x[k]) / df(x[k])
    return x


def secant(f: Callable, x0: float, x1: float, tol: float) -> float:
    f0, f1, count = f(x0), f(x1), 0
    while abs(x1 - x0) > tol and count < 50:
        x0, x1, f0 = x1, x1 - f1 * (x1 - x0) / (f1 - f0), f1
        f1, count = f(x1), count + 1
        print("step", count, "at", x1)
    return float(x1)


def trapezoid(f: Callable, a: float, b: float, n: int) -> float:
    x = np.linspace(a, b, n + 1)
    return float(np.sum(np.diff(x) * (f(x[1:]) + f(x[:-1])) / 2))


def simpson(f: Callable, a: float, b: float, n: int) -> float:
    fine = trapezoid(f, a, b, n)
    return (4 * fine - trapezoid(f, a, b, n // 2)) / 3


def euler(f, y0, t0, t1, n):
    return EULER.solve(f, y0, t0, t1, n)


def rk4(f, y0, t0, t1, n):
    return CLASSICAL.solve(f, y0, t0, t1, n)


def second_order(f, y0, t0, t1, n):
    return MIDPOINT.solve(f, y0, t0, t1, n)
