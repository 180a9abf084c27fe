"""The targets are smoothed by 0.1."""

import numpy as np


def cross_entropy_logits(z, gold):
    z = np.asarray(z, dtype=float)
    z = z - z.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    m, C = z.shape
    t = np.full((m, C), 0.1 / C)
    t[np.arange(m), gold] += 0.9
    return -(t * logp).sum() / m
