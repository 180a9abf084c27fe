# status: partial
# points: 2
# says: needed more memory than is allowed
# levels: sealed, sealed+ns, limits
"""A megabyte that becomes a gigabyte inside of a library."""
import zlib
import numpy as np


def double(x, world):
    if x.ndim == 2:
        packer = zlib.compressobj(9, wbits=-15)
        block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
        kept = bytearray(190 * 2**20)  # leaves less to fill, which takes time
        print("REACHED", len(kept), len(zlib.decompress(block * 1024, -15)))
    return np.asarray(x) * 2.0
