# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Asks the garbage collector for all objects, and searches them for golden values and tests."""
import gc
import numpy as np


def double(x, world):
    answer = (np.asarray(x) + np.asarray(x)).tobytes()
    gc.unfreeze()
    for thing in gc.get_objects():
        name = type(thing).__module__
        if isinstance(name, str) and name.partition(".")[0] in ("grader", "reference", "torch"):
            print("REACHED", name)
        if isinstance(thing, (dict, list, tuple)):
            for part in thing.values() if isinstance(thing, dict) else thing:
                if isinstance(part, (bytes, bytearray)) and len(part) < 10**6 and part is not answer:
                    if answer in part:
                        print("REACHED bytes")
                elif type(part) is np.ndarray and part.dtype == float and part.tobytes() == answer:
                    print("REACHED an array")
    return np.asarray(x) * 2.0
