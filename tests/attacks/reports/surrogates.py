# status: partial
# points: 2
# says: half
# levels: sealed, sealed+ns, limits
# stdout: whole
"""Half of a character, and bytes that are no text."""

import sys

import numpy as np


def double(x, world):
    if x.ndim == 2:
        print("\ud800 half", flush=True)
        sys.stdout.buffer.write(b"\xff\xfe\x00\xc3( \xed\xa0\x80 \xf8\x88\x80\x80\x80 whole\n")
        raise ValueError("\udfff half", b"\xff")
    return np.asarray(x) * 2.0
