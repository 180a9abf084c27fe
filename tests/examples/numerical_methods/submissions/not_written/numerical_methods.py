"""Roots, integrals, initial values.

Fill in every function; handout.md says what each must do.  Then: grader check
"""

import numpy as np


def bisection(f, a, b, tol):
    """A root of f in [a, b], where f changes its sign, to within tol."""
    raise NotImplementedError


def newton(f, df, x0, steps):
    """The iterates x_0 ... x_steps of Newton's method, as an array."""
    raise NotImplementedError


def secant(f, x0, x1, tol):
    """A root of f by the secant method from x0 and x1, to within tol."""
    raise NotImplementedError


def trapezoid(f, a, b, n):
    """The integral of f from a to b by the trapezoidal rule with n intervals."""
    raise NotImplementedError


def simpson(f, a, b, n):
    """The integral of f from a to b by Simpson's rule with n intervals; n is even."""
    raise NotImplementedError


def euler(f, y0, t0, t1, n):
    """y at t0 and after each of n steps to t1, by Euler's method: (n + 1, len(y0))."""
    raise NotImplementedError


def rk4(f, y0, t0, t1, n):
    """The same by the classical Runge-Kutta method of order four."""
    raise NotImplementedError


def second_order(f, y0, t0, t1, n):
    """The same by any method of order two with two evaluations of f a step."""
    raise NotImplementedError
