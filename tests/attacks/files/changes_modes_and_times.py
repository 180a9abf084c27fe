# status: passed
# points: 3
# danger: yes
import os

import numpy as np


def double(x, world):
    file = world["file"]
    for change in (
        lambda: os.chmod(file, 0o000),
        lambda: os.chown(file, 1, 1),
        lambda: os.lchown(file, 1, 1),
        lambda: os.utime(file, (0, 0)),
        lambda: os.truncate(file, 0),
        lambda: os.setxattr(file, "user.points", b"3"),
        lambda: os.removexattr(file, "user.points"),
    ):
        try:
            change()
            print("REACHED")
        except OSError:
            pass
    return np.asarray(x) * 2.0
