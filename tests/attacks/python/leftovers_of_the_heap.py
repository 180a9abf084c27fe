# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Takes memory that was used before and was not wiped, and searches it for the secret."""
import re
import numpy as np

SECRET = re.compile(rb"SECRET-[0-9a-f]{24}|[0-9a-f]{24}-TERCES")


def double(x, world):
    kept = []
    for size in [16, 64, 256, 1024, 4096, 2**14, 2**16, 2**18] * 12:
        kept.append(np.empty(size, np.uint8))
        found = kept[-1].tobytes()
        if (b"SECRET-" in found or b"-TERCES" in found) and SECRET.search(found):
            print("REACHED")
    return np.asarray(x) * 2.0
