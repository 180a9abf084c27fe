# status: partial
# points: 2
# says: was changed by a later call
# levels: sealed, sealed+ns, limits
"""The first answer is made wrong when the second is asked for."""

import numpy as np

kept = []


def double(x, world):
    if x.ndim == 2:
        kept.append(x * 2.0)
        kept[0][0, 0] = len(kept) + 1.0
        return kept[-1] if len(kept) == 1 else x * 2.0
    return np.asarray(x) * 2.0
