# status: partial
# points: 2
# says: SyntaxError
# levels: sealed, sealed+ns, limits
"""A syntax error in a line of a number with thirty digits, in a file that is not there."""
import numpy as np


class Line(int):
    def __int__(self):
        return 10**5000

    def __str__(self):
        raise SystemExit


def double(x, world):
    if x.ndim == 2:
        error = SyntaxError("x" * 10**6)
        error.filename = "submission/../../etc/passwd\x00\x1b[2J"
        error.lineno, error.text = Line(10**30), "<script>" * 10**5
        raise error
    return np.asarray(x) * 2.0
