# status: error
# points: 0
# says: U+FEFF
# result: unreadable
# levels: sealed, sealed+ns, limits
"""A byte order mark that is not at the beginning."""
﻿import sys
def double(x, world):
    return x * 2.0
