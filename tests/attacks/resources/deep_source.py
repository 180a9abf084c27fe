# status: partial
# points: 2
# levels: sealed, sealed+ns, limits
"""Has the parser and the compiler of Python follow a hundred thousand brackets."""
import ast
import numpy as np


def double(x, world):
    if x.ndim == 2:
        for text in ("(" * 10**5, "-" * 10**5 + "1", "a" + ".b" * 10**5, "1" + "+1" * 10**5):
            try:
                compile(text, "deep", "eval")
            except (MemoryError, RecursionError, SyntaxError):
                continue
        ast.literal_eval("[" * 10**5)
    return np.asarray(x) * 2.0
