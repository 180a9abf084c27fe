# status: partial
# points: 2
# says: ZeroDivisionError: shown
# levels: sealed, sealed+ns, limits
"""Code objects that say that they come from elsewhere, under other names."""

import types

import numpy as np


def double(x, world):
    if x.ndim == 2:
        name = "<script>\x1b]52;c;AAAA\x07\r\u202e" + "x" * 10**5
        code = (lambda: 1 / 0).__code__
        for file in ("submission/" + name, "submission/work.py", "/etc/passwd"):
            try:
                types.FunctionType(code.replace(co_filename=file, co_name=name, co_firstlineno=2**31 - 9), {})()
            except ZeroDivisionError as error:
                caught = error
                if file != "/etc/passwd":
                    x = caught.__traceback__.tb_next if file.endswith(name) else x
        raise ZeroDivisionError("shown").with_traceback(x)
    return np.asarray(x) * 2.0
