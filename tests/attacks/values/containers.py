# status: failed
# points: 0
# says: got a list
# levels: sealed, sealed+ns, limits
"""Right numbers in what is no array."""


def double(x, world):
    if x.ndim == 1:
        return tuple((x * 2.0).tolist())
    return (x * 2.0).tolist() if x.ndim == 2 else set((x * 2.0).ravel().tolist())
