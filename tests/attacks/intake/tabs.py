# status: error
# points: 0
# says: inconsistent use of tabs
# result: unreadable
# levels: sealed, sealed+ns, limits
"""Tabs and blanks, which are of no certain width."""


def double(x, world):
	if x.ndim == 2:
		x = x
                return x
	return x * 2.0
