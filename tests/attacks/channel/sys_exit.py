# status: partial
# points: 2
# says: SystemExit
# levels: sealed, sealed+ns, limits
"""sys.exit, quit and exit, one after the other."""
import sys
import numpy as np


def double(x, world):
    if x.ndim == 2:
        for leave in (exit, quit):
            try:
                leave()
            except SystemExit:
                pass
        sys.exit(0)
    return np.asarray(x) * 2.0
