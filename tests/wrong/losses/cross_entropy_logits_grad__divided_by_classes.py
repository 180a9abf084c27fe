"""It divides by the number of entries m * C."""

import numpy as np


def cross_entropy_logits_grad(z, gold):
    z = np.array(z, dtype=float)
    z = z - z.max(1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    p -= np.eye(z.shape[1])[gold]
    return p / p.size
