# status: passed
# points: 3
# says: left out: it was stopped after
# levels: sealed, sealed+ns, limits
"""A statement that never ends, before anything is defined."""
total = 0
while True:
    total += 1


def double(x, world):
    return 2.0 * x
