# source: coding=idna
# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Legal: the codec of the names of hosts."""
def double(x, world):
    return x * 2.0
