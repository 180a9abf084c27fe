# status: partial
# points: 2
# says: gnorW
# levels: sealed, sealed+ns, limits
"""Marks that turn the order of letters round, that are invisible, that pile up."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        bad = "\u202e3 fo 0\u202c \u2066\u2067\u2068 \u200f\u061c \u200b\u2060\ufeff\U000e0041 \u115f\u3164"
        print(bad, "e" + "\u0301\u0336\u20dd" * 2000)
        raise type("Err\u202egnorW", (Exception,), {})(bad)
    return np.asarray(x) * 2.0
