# status: passed
# points: 3
# danger: yes
import os

import numpy as np


def double(x, world):
    folder = world["folder"]
    report = folder + "/report.html"
    for change in (
        lambda: os.symlink(report, folder + "/symlink"),
        lambda: os.link(report, folder + "/hardlink"),
        lambda: os.link(f"/proc/{os.getpid()}/fd/1", folder + "/output", follow_symlinks=True),
        lambda: os.rename(report, folder + "/renamed"),
        lambda: os.replace(folder + "/other/work.py", report),
        lambda: os.unlink(report),
        lambda: os.rmdir(folder + "/other"),
    ):
        try:
            change()
            print("REACHED")
        except OSError:
            pass
    return np.asarray(x) * 2.0
