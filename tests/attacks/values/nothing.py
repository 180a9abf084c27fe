# status: failed
# points: 0
# says: None (is a `return` missing?)
# levels: sealed, sealed+ns, limits
"""Python's words for nothing in particular."""


def double(x, world):
    return [None, NotImplemented, ...][x.ndim - 1]
