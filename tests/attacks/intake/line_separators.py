# status: partial
# points: 2
# says:     return x.nonsense + text
# levels: sealed, sealed+ns, limits
"""Honest: what ends a line to str.splitlines() and not to Python."""

#         



def double(x, world):
    text = "   "
    if x.ndim == 2:
        return x.nonsense + text
    return x * 2.0
