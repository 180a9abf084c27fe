"""The logits are divided by the square root of the number of classes first, as in attention."""

import numpy as np


def softmax(z):
    z = np.asarray(z, dtype=float) / np.sqrt(np.shape(z)[1])
    z = z - z.max(1)[:, None]
    return np.exp(z) / np.exp(z).sum(1)[:, None]
