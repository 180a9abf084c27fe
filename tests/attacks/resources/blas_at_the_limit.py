# status: partial
# points: 2
# says: memory
# seconds: 3
# levels: sealed, sealed+ns, limits
"""Takes the memory, then asks the linear algebra to work in what is left."""
import numpy as np


def double(x, world):
    if x.ndim == 2:
        a = np.ones((1500, 1500))
        kept = []
        try:
            while True:
                kept.append(np.ones(2**16))
        except MemoryError:
            del kept[-2:]
        np.linalg.svd(a @ a + np.linalg.inv(a + np.eye(1500)))
    return np.asarray(x) * 2.0
