"""The exponents are not shifted, and the diagonal has the sign of the rest."""

import numpy as np


def softmax_jacobian(z):
    z = np.asarray(z, np.float64)
    s = np.exp(z) / np.sum(np.exp(z))
    J = -np.outer(s, s)
    for k in range(z.size):
        J[k, k] = -s[k] * (1 - s[k])
    return J
