# status: passed
# points: 3
# danger: yes
import logging
import unittest
import warnings

import numpy as np


def double(x, world):
    # Those that write for others: a log, a report of tests, shown warnings.
    for write in (
        lambda: logging.FileHandler(world["folder"] + "/log"),
        lambda: logging.basicConfig(filename=world["file"], filemode="w", force=True),
        lambda: warnings.showwarning("x", Warning, "f", 1, open(world["file"], "w")),
        lambda: unittest.TextTestRunner(open(world["folder"] + "/tests", "w")),
    ):
        try:
            write()
            print("REACHED")
        except OSError:
            pass
    return np.asarray(x) * 2.0
