# source: coding=hex
# status: error
# points: 0
# says: encoding
# result: unreadable
# levels: sealed, sealed+ns, limits
"""A codec that does not give text: of bytes, what it likes."""
def double(x, world):
    return x * 2.0
