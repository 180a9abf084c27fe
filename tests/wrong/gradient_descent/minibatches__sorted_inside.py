"""The indices in each minibatch are sorted."""

import numpy as np


def minibatches(permutation, m):
    return [np.sort(permutation[i : i + m]) for i in range(0, len(permutation), m)]
