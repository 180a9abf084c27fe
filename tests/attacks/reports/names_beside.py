# status: missing
# points: 0
# says: is not defined in your file
# levels: sealed, sealed+ns, limits
"""No `double`; names beside it that are no names, and many of them."""

names = ["doub\u202ele", "double\x1b]52;c;AAAA\x07", "<b>double</b>", "doubl\u0435", "doubIe", "dou\rble"]
globals().update({name: name for name in names})
globals().update({"x" * 1000 + str(i): i for i in range(10**4)})
