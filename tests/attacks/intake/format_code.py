# status: partial
# points: 2
# says: IndexError: index 5
# levels: sealed, sealed+ns, limits
"""f-strings whose braces hold what looks like the end of the string, and code; all is legal."""

import numpy as np


def double(x, world):
    text = f"{'}' + '{'!r:>{10 * 2}}{{}}{(lambda: f'{1:{2}}{x!r:.0}')()}{{x}}{np.pi=:.3f}" rf"\{{{x.ndim}}}"
    if x.ndim == 2:
        f"{x[5, 5]:{world}}{text!a}"
    return x * 2.0
