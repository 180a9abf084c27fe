# status: partial
# points: 2
# says: Cannot allocate memory
# levels: sealed, sealed+ns, limits
# source: RLIMIT_DATA does not count what is shared
import mmap

import numpy as np

kept = []


def double(x, world):
    if x.ndim == 2:
        while len(kept) < 16:
            kept.append(mmap.mmap(-1, 2**25, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS))
            for page in range(0, 2**25, mmap.PAGESIZE):
                kept[-1][page] = 1
        print("REACHED: 512 of 256 MB")
    return np.asarray(x) * 2.0
