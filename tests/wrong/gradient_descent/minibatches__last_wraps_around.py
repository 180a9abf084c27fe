"""The last minibatch is filled up to m with the first examples."""

import numpy as np


def minibatches(permutation, m):
    res = []
    n = len(permutation)
    for start in range(0, n, m):
        res.append(np.array([permutation[(start + k) % n] for k in range(m)]))
    return res
