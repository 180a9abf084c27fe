# status: partial
# points: 2
# levels: sealed, sealed+ns, limits
"""Empties sys.modules, so that nothing that was loaded is found again."""
import sys
import numpy as np


def double(x, world):
    if x.ndim == 2:
        sys.modules.clear()
        sys.path.clear()
        sys.meta_path.clear()
    return np.asarray(x) * 2.0
