# status: partial
# points: 2
# says: {0.__class__.__mro__}
# levels: sealed, sealed+ns, limits
# stdout: %s%n%999999999d
"""What some formatters would expand, to gigabytes or to a secret."""

import logging

import numpy as np


def double(x, world):
    if x.ndim == 2:
        bad = "%s%n%999999999d {0.__class__.__mro__} {:>9999999999} ${HOME} $(id) `id` %(x)s \\x1b \\"
        print(bad, x, sep="\0")
        logging.error(bad)
        raise KeyError(bad)
    return np.asarray(x) * 2.0
