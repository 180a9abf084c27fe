# status: partial
# points: 2
# says:     return x.nonsense
# levels: sealed, sealed+ns, limits
"""Honest: lines that end as they did on the first Macintoshes, and on Windows."""
def double(x, world):    if x.ndim == 2:
        return x.nonsense    return x * 2.0