# status: memory
# points: 0
# says: more memory than is allowed
# result: unreadable
# levels: sealed, sealed+ns, limits
"""A constant of two gigabytes, four million times."""
x = (1 << 19**8,) * 4**11
def double(x, world):
    return x * 2.0
