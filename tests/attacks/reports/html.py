# status: partial
# points: 2
# says: <img src=x onerror=alert(4)>: </pre></p><script>
# levels: sealed, sealed+ns, limits
# stdout: {{ 7 * 7 }}
"""Markup in what is printed and in what is raised."""

import sys

import numpy as np


def double(x, world):
    if x.ndim == 2:
        page = "</pre></p><script>alert(1)</script><svg/onload=alert(2)><a href='javascript:alert(3)'>3 of 3"
        print(page, "&lt;b&gt; {{ 7 * 7 }} {% include 'x' %} ]]> <!--", file=sys.stderr)
        raise type("<img src=x onerror=alert(4)>", (Exception,), {})(page)
    return np.asarray(x) * 2.0
