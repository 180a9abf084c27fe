# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Imports itself, by several names, again and again."""

import importlib
import sys

import work
import submission
def double(x, world):
    return x * 2.0
