# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""What a compiler might calculate beforehand, where it is never run."""


def never():
    return 9**9**9, "a" * 10**12, (0,) * 10**12, 1 << 10**12, b"x" * 2**40 * 2**40, -(-(10**10**3)), [0] * 9**99


def double(x, world):
    return x * 2.0
