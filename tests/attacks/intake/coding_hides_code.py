# source: coding=utf-7
# status: passed
# points: 3
"""What is a comment to who reads it as text is code."""
# +AAo-def double(x, world):+AAo-    return x * 2.0+AAo-


def dobule(x, world):
    return None
