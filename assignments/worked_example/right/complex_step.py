"""Derivatives by the complex step: the network is run with one number shifted by ih."""

import numpy as np

ANSWERS = {
    "L": 9,
    "o": 6,
    "dL/do": 6,
    **{"dL/dw" + str(k): v for k, v in zip(range(1, 10), [-6, -12, 0, 0, 12, 24, 24, 0, 30])},
    "dL/dh1": -6,
    "dL/dh2": 18,
    "dL/dh3": 12,
    "dL/di1": -6,
    "dL/di2": 0,
    "dL/di3": 12,
    "dL/dx1": 0,
    "dL/dx2": 18,
}

STEP = 1e-100


def _run(x, w, nudge=None):
    def see(name, value):
        return value + 1j * STEP if name == nudge else value + 0j

    xs = [see("x%d" % k, float(x[k - 1])) for k in (1, 2)]
    ws = [see("w%d" % k, float(w[k - 1])) for k in range(1, 10)]
    values = {}
    for k in (1, 2, 3):
        i = see("i%d" % k, ws[2 * k - 2] * xs[0] + ws[2 * k - 1] * xs[1])
        values["i%d" % k] = i
        values["h%d" % k] = see("h%d" % k, i if i.real > 0 else 0.0)
    values["o"] = see("o", np.sum([ws[6 + j] * values["h%d" % (j + 1)] for j in range(3)]))
    return values


def forward(x, w):
    return {name: float(np.real(value)) for name, value in _run(x, w).items()}


def backward(x, w, gold):
    names = ["o"] + ["w%d" % k for k in range(1, 10)]
    names += [letter + str(k) for letter in "hi" for k in (1, 2, 3)] + ["x1", "x2"]
    out = {}
    for name in names:
        error = _run(x, w, name)["o"] - float(gold)
        out["dL/d" + name] = float(np.imag(error * error) / STEP)
    return out
