"""It is a binary loss for every class: the other classes add -log(1 - p)."""

import numpy as np


def nll(p, gold):
    p = np.asarray(p, float)
    total = 0.0
    for i in range(p.shape[0]):
        for c in range(p.shape[1]):
            total -= np.log(p[i, c]) if c == gold[i] else np.log(1 - p[i, c])
    return total / p.shape[0]
