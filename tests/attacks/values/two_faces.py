# status: partial
# points: 1
# says: gave another answer
# levels: sealed, sealed+ns, limits
"""Tells the two runs apart by what is read-only; one answer of the two is wrong."""


def double(x, world):
    first = x.flags.writeable
    if x.ndim == 1:
        return x * (1.0 if first else 2.0)
    return x * (2.0 if first or x.ndim == 3 else 1.0)
