# status: partial
# points: 2
# says: needed more memory than is allowed
# levels: sealed, sealed+ns, limits
"""A megabyte that becomes a gigabyte inside of a library."""
import zlib
import numpy as np

packer = zlib.compressobj(9, wbits=-15)
BOMB = (packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)) * 1024


def double(x, world):
    if x.ndim == 2:
        kept = np.empty(225 * 2**17)  # leaves less to fill, which takes time
        print("REACHED", len(kept), len(zlib.decompress(BOMB, -15)))
    return np.asarray(x) * 2.0
