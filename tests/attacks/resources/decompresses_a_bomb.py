# status: partial
# points: 2
# says: needed more memory than is allowed
# levels: sealed, sealed+ns, limits
"""A few kilobytes that become 2 GB inside of a library."""
import zlib
import numpy as np


def double(x, world):
    if x.ndim == 2:
        packer, zeros = zlib.compressobj(9), bytes(2**20)
        inner = b"".join(packer.compress(zeros) for _ in range(64)) + packer.flush()
        stream = zlib.decompressobj()
        kept = []
        for _ in range(32):
            kept.append(zlib.decompress(inner))
        print("REACHED", len(kept), stream)
    return np.asarray(x) * 2.0
