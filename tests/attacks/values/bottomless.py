# status: failed
# points: 0
# says: got a dict
# levels: sealed, sealed+ns, limits
"""Without an end, exponential in its size, and 10**5 deep."""


def double(x, world):
    out = []
    if x.ndim == 1:
        out += [out, {"itself": out}]
    for _ in range(40 if x.ndim == 2 else 0):
        out = [out, out]
    for _ in range(10**5 if x.ndim == 3 else 0):
        out = {"deeper": out}
    return out
