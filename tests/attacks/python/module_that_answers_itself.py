# status: partial
# points: 2
# says: ZeroDivisionError
# levels: sealed, sealed+ns, limits
"""Puts another thing in the place of its module, whose attributes are programs."""
import sys
import types
import numpy as np

looks = 0


class Module(types.ModuleType):
    @property
    def double(self):
        global looks
        looks += 1
        if looks == 2:
            raise ZeroDivisionError
        return lambda x, world: np.asarray(x) * 2.0

    @property
    def __dict__(self):
        raise SystemExit


sys.modules[__name__].__class__ = Module
