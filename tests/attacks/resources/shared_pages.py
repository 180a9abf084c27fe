# status: partial
# points: 2
# says: Cannot allocate memory
# levels: sealed, sealed+ns, limits
"""Anonymous shared mappings, which a limit on the data segment does not see."""
import mmap
import numpy as np


def double(x, world):
    if x.ndim == 2:
        shared = mmap.MAP_SHARED | mmap.MAP_ANONYMOUS
        kept = [mmap.mmap(-1, 180 * 2**20, flags=shared)]
        while True:
            page = mmap.mmap(-1, 2**22, flags=shared)
            page[::4096] = b"x" * (2**22 // 4096)
            kept.append(page)
            if len(kept) > 100:
                print("REACHED")
    return np.asarray(x) * 2.0
