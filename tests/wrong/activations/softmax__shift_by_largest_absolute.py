"""The largest absolute value of a row is subtracted, which underflows for a row of large negative logits."""

import numpy as np


def softmax(z):
    z = np.asarray(z, dtype=np.float64)
    shifted = z - np.abs(z).max(axis=-1, keepdims=True)
    e = np.exp(shifted)
    return e / np.sum(e, axis=-1, keepdims=True)
