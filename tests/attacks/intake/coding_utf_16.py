# source: coding=utf-16
# status: error
# points: 0
# result: unreadable
# levels: sealed, sealed+ns, limits
"""A coding line that cannot be true, since it could be read."""
def double(x, world):
    return x * 2.0
