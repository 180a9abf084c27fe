# status: partial
# points: 2
# levels: sealed, sealed+ns, limits
"""An exception whose name, text, traceback and arguments are programs."""

import numpy as np


class Name(type):
    __name__ = property(lambda cls: exit(0))
    __module__ = property(lambda cls: 1 / 0)


class Text(str):
    def __getitem__(self, part):
        return Text("<b>" * 10**6)

    def __add__(self, other):
        return self

    __str__ = __repr__ = __format__ = encode = lambda self, *_: self


class Fight(Exception, metaclass=Name):
    args = property(lambda self: 1 / 0)
    __str__ = __repr__ = lambda self: Text("<i>" * 10**6)


def double(x, world):
    if x.ndim == 2:
        raise Fight from Fight()
    return np.asarray(x) * 2.0
