import numpy as np


def bisection(f, a, b, tol, fa=None):
    fa = f(a) if fa is None else fa
    c = (a + b) / 2
    if b - a <= tol:
        return c
    fc = f(c)
    if (fa > 0) != (fc > 0):
        return bisection(f, a, c, tol, fa)
    return bisection(f, c, b, tol, fc)


def newton(f, df, x0, steps):
    if steps == 0:
        return np.array([x0], dtype=float)
    return np.append(float(x0), newton(f, df, x0 - f(x0) / df(x0), steps - 1))


def secant(f, x0, x1, tol):
    def go(x0, f0, x1, f1, left):
        x2 = x1 - f1 * (x1 - x0) / (f1 - f0)
        if abs(x2 - x1) <= tol or left == 1:
            return x2
        return go(x1, f1, x2, f(x2), left - 1)

    return go(x0, f(x0), x1, f(x1), 50)


def trapezoid(f, a, b, n):
    if n == 1:
        return (b - a) * (f(a) + f(b)) / 2
    c = a + (b - a) / n
    return trapezoid(f, a, c, 1) + trapezoid(f, c, b, n - 1)


def simpson(f, a, b, n):
    if n == 2:
        return (b - a) / 6 * (f(a) + 4 * f((a + b) / 2) + f(b))
    c = a + 2 * (b - a) / n
    return simpson(f, a, c, 2) + simpson(f, c, b, n - 2)


def walk(step, t, y, h, n):
    return [y] if n == 0 else [y] + walk(step, t + h, step(t, y, h), h, n - 1)


def euler(f, y0, t0, t1, n):
    return np.array(walk(lambda t, y, h: y + h * f(t, y), t0, y0, (t1 - t0) / n, n))


def rk4(f, y0, t0, t1, n):
    def step(t, y, h):
        a = f(t, y)
        b = f(t + h / 2, y + h / 2 * a)
        c = f(t + h / 2, y + h / 2 * b)
        d = f(t + h, y + h * c)
        return y + h * (a / 6 + b / 3 + c / 3 + d / 6)

    return np.array(walk(step, t0, y0, (t1 - t0) / n, n))


def second_order(f, y0, t0, t1, n):
    def step(t, y, h):  # Ralston
        a = f(t, y)
        return y + h * (a / 4 + 3 / 4 * f(t + 2 / 3 * h, y + 2 / 3 * h * a))

    return np.array(walk(step, t0, y0, (t1 - t0) / n, n))
