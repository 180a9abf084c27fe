# status: partial
# points: 2
# says: is not implemented yet
# levels: sealed, sealed+ns, limits
"""Not implemented, says a function whose name is a page."""

import types

import numpy as np


def helper():
    raise NotImplementedError("<b>PASSED</b>")


def double(x, world):
    if x.ndim == 2:
        name = "<script>alert(1)</script>\x1b[2J"
        types.FunctionType(helper.__code__.replace(co_name=name), globals())()
    return np.asarray(x) * 2.0
