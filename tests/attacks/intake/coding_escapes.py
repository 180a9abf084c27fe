# source: coding=unicode_escape
# status: partial
# points: 2
# says: got None
# levels: sealed, sealed+ns, limits
"""Escapes in the text are characters of the source: the line that raises is hidden in a comment."""


def double(x, world):
    if x.ndim == 2:  # as it should be \x0a        return None
        return x * 2.0
    return x * 2.0
