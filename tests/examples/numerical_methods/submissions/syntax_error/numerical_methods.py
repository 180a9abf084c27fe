import numpy as np


def bisection(f, a, b, tol):
    fa = f(a)
    while (b - a) / 2 > tol / 2:
        m = (a + b) / 2
        fm = f(m)
        if fm == 0:
            return m
        if fa * fm < 0:
            b = m
        else:
            a = m
            fa = fm
    return (a + b) / 2


def newton(f, df, x0, steps):
    x = np.zeros(steps + 1)
    x[0] = x0
    for i in range(steps)
        x[i + 1] = x[i] - f(x[i]) / df(x[i])
    return x


def secant(f, x0, x1, tol):
    f0 = f(x0)
    f1 = f(x1)
    for i in range(50):
        x2 = x1 - f1 * (x1 - x0) / (f1 - f0)
        x0, f0 = x1, f1
        x1 = x2
        if abs(x1 - x0) <= tol:
            return x1
        f1 = f(x1)
    return x1


def trapezoid(f, a, b, n):
    h = (b - a) / n
    s = 0.5 * (f(a) + f(b))
    for i in range(1, n):
        s += f(a + i * h)
    return s * h


def simpson(f, a, b, n):
    h = (b - a) / n
    s = f(a) + f(b)
    for i in range(1, n):
        if i % 2 == 1:
            s += 4 * f(a + i * h)
        else:
            s += 2 * f(a + i * h)
    return s * h / 3


def euler(f, y0, t0, t1, n):
    h = (t1 - t0) / n
    ys = np.zeros((n + 1, len(y0)))
    ys[0] = y0
    t = t0
    for i in range(n):
        ys[i + 1] = ys[i] + h * f(t, ys[i])
        t += h
    return ys


def rk4(f, y0, t0, t1, n):
    h = (t1 - t0) / n
    ys = np.zeros((n + 1, len(y0)))
    ys[0] = y0
    t = t0
    for i in range(n):
        k1 = f(t, ys[i])
        k2 = f(t + h / 2, ys[i] + h * k1 / 2)
        k3 = f(t + h / 2, ys[i] + h * k2 / 2)
        k4 = f(t + h, ys[i] + h * k3)
        ys[i + 1] = ys[i] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        t += h
    return ys


def second_order(f, y0, t0, t1, n):
    h = (t1 - t0) / n
    ys = np.zeros((n + 1, len(y0)))
    ys[0] = y0
    t = t0
    for i in range(n):
        guess = ys[i] + h * f(t, ys[i])
        # Heun, the average of the slopes at both ends
        ys[i + 1] = (ys[i] + guess + h * f(t + h, guess)) / 2
        t += h
    return ys
