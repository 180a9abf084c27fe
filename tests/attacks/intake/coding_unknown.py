# source: coding=klingon
# status: error
# points: 0
# says: klingon
# result: unreadable
# levels: sealed, sealed+ns, limits
"""A coding line for which there is no codec."""
def double(x, world):
    return x * 2.0
