# status: error
# points: 0
# says: utf-8
# result: unreadable
# levels: sealed, sealed+ns, limits
"""Honest: saved in Latin-1, without saying so."""
size = "Größe"
def double(x, world):
    return x * 2.0
