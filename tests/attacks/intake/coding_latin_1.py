# source: coding=latin-1
# status: partial
# points: 2
# says: return größe["übel"]
# levels: sealed, sealed+ns, limits
"""Honest: another alphabet, which the quoted line must be read in, too."""


def double(x, world):
    größe = x * 2.0
    if x.ndim == 2:
        return größe["übel"]
    return größe
