# status: passed
# points: 3
# levels: sealed, sealed+ns
"""Imports what runs, prints or ends when it is loaded: nobody else shall notice."""
import unittest.__main__
import venv.__main__
import idlelib.idle
import this, antigravity, turtledemo.__main__
import lib2to3.tests.test_all_fixers
from test import regrtest
import json.__main__

import numpy as np


def double(x, world):
    return np.asarray(x) * 2.0
