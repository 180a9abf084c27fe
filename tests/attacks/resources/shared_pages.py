# status: partial
# points: 2
# says: Cannot allocate memory
# levels: sealed, sealed+ns, limits
"""Anonymous shared mappings, which a limit on the data segment does not see."""
import mmap
import numpy as np


def double(x, world):
    if x.ndim == 2:
        kept = []
        while True:
            page = mmap.mmap(-1, 2**24, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
            page[::4096] = b"x" * (2**24 // 4096)
            kept.append(page)
            if len(kept) > 32:  # 512 MB, twice what it may have
                print("REACHED")
    return np.asarray(x) * 2.0
