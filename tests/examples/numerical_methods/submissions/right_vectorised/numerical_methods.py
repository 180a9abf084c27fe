from numpy import arange, array, empty, linspace, sign


def bisection(f, a, b, tol):
    left = sign(f(a))
    while b - a > tol:
        c = 0.5 * (a + b)
        a, b = (c, b) if sign(f(c)) == left else (a, c)
    return 0.5 * (a + b)


def newton(f, df, x0, steps):
    xs = empty(steps + 1)
    xs[0] = x0
    for k in arange(steps):
        xs[k + 1] = xs[k] - f(xs[k]) / df(xs[k])
    return xs


def secant(f, x0, x1, tol):
    x, y = array([x0, x1], dtype=float), f(array([x0, x1]))
    for _ in range(50):
        new = (x[0] * y[1] - x[1] * y[0]) / (y[1] - y[0])
        if abs(new - x[1]) <= tol:
            return new
        x, y = array([x[1], new]), array([y[1], f(new)])
    return x[1]


def trapezoid(f, a, b, n):
    y = f(linspace(a, b, n + 1))
    return (b - a) / n * ((y[1:] + y[:-1]) / 2).sum()


def simpson(f, a, b, n):
    y = f(linspace(a, b, n + 1))
    return (b - a) / n / 3 * (y[:-2:2] + 4 * y[1:-1:2] + y[2::2]).sum()


def euler(f, y0, t0, t1, n):
    t = linspace(t0, t1, n + 1)
    y = empty((n + 1, y0.size))
    y[0] = y0
    for k in range(n):
        y[k + 1] = y[k] + (t[k + 1] - t[k]) * f(t[k], y[k])
    return y


def rk4(f, y0, t0, t1, n):
    t, h = linspace(t0, t1, n + 1, retstep=True)
    y = empty((n + 1, y0.size))
    y[0] = y0
    weights = array([1, 2, 2, 1]) / 6
    for k in range(n):
        slopes = empty((4, y0.size))
        slopes[0] = f(t[k], y[k])
        slopes[1] = f(t[k] + h / 2, y[k] + h / 2 * slopes[0])
        slopes[2] = f(t[k] + h / 2, y[k] + h / 2 * slopes[1])
        slopes[3] = f(t[k] + h, y[k] + h * slopes[2])
        y[k + 1] = y[k] + h * weights @ slopes
    return y


def second_order(f, y0, t0, t1, n):
    t, h = linspace(t0, t1, n + 1, retstep=True)
    y = empty((n + 1, y0.size))
    y[0] = y0
    for k in range(n):  # the midpoint method
        y[k + 1] = y[k] + h * f(t[k] + h / 2, y[k] + h / 2 * f(t[k], y[k]))
    return y
