# status: passed
# points: 3
# says: left out: MemoryError
# levels: sealed, sealed+ns, limits
"""A constant of two gigabytes, four million times."""
x = (1 << 19**8,) * 4**11
def double(x, world):
    return x * 2.0
