"""sigma is never allowed to be below one."""

import numpy as np


def gaussian_nll(f, y, sigma):
    sigma = max(float(sigma), 1.0)
    z = (np.asarray(y, float) - np.asarray(f, float)) / sigma
    return 0.5 * np.sum(z * z + np.log(2 * np.pi)) + z.size * np.log(sigma)
