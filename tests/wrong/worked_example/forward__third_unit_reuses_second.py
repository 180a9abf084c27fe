"""The third unit is computed with w4 instead of w6 (copy and paste)."""

import numpy as np


def forward(x, w):
    x1, x2 = x
    w1, w2, w3, w4, w5, w6, w7, w8, w9 = w
    out = {}
    out["i1"] = w1 * x1 + w2 * x2
    out["i2"] = w3 * x1 + w4 * x2
    out["i3"] = w5 * x1 + w4 * x2
    for k in "123":
        out["h" + k] = np.maximum(0.0, out["i" + k])
    out["o"] = w7 * out["h1"] + w8 * out["h2"] + w9 * out["h3"]
    return out
