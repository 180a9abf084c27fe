# status: partial
# points: 2
# says: ZeroDivisionError: shown
# levels: sealed, sealed+ns, limits
"""A code object that says that it comes from another file and line, under another name."""

import types

import numpy as np


def double(x, world):
    if x.ndim == 2:
        name = "<script>\x1b]52;c;AAAA\x07\r\u202e" + "x" * 10**5
        code = (lambda: 1 / 0).__code__.replace(
            co_filename="submission/" + name, co_name=name, co_firstlineno=2**31 - 9
        )
        try:
            types.FunctionType(code, {})()
        except ZeroDivisionError as error:
            trace = error.__traceback__.tb_next
        raise ZeroDivisionError("shown").with_traceback(trace)
    return np.asarray(x) * 2.0
