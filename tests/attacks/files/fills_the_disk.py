# status: partial
# points: 2
# says: graded code has no files
# danger: yes
import tempfile

import numpy as np


def double(x, world):
    if x.ndim == 2:
        with tempfile.TemporaryFile() as file:
            print("REACHED")
            while True:
                file.write(bytes(2**20))
    return np.asarray(x) * 2.0
