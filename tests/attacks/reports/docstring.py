# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""<script>alert(1)</script> \x1b]52;c;AAAA\x07 =1+1"""

import numpy as np


def double(x, world):
    """</pre><svg onload=alert(1)> {{ 7 * 7 }} :raw-html:`<b>` \x1b[2J\r\u202e"""
    return np.asarray(x) * 2.0


double.__name__ = double.__qualname__ = "<b>\x1b[2J"
double.__module__ = double.__annotations__ = {"return": "javascript:alert(1)"}
__name__ = __file__ = __spec__ = "=1+1"
