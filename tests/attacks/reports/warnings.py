# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
# stdout: <script>alert(1)</script>
"""Thousands of warnings, of numbers and of others, each a page; right numbers none the less."""

import warnings

import numpy as np


class Page(UserWarning):
    def __str__(self):
        return "</pre><script>alert(1)</script>\x1b]52;c;AAAA\x07\r3 of 3"


def double(x, world):
    if x.ndim == 2:
        for i in range(2000):
            warnings.warn(f"<svg onload=alert({i})>", RuntimeWarning, stacklevel=1)
            warnings.warn_explicit(Page(), None, "submission/<b>", i)
    return np.asarray(x) * 2.0
