# status: timeout
# points: 0
# says: could not be imported
# result: unreadable
# levels: sealed, sealed+ns, limits
"""A module that is never done with its import."""
total = 0
while True:
    total += 1


def double(x, world):
    return 2.0 * x
