"""A tie for the largest logit counts as right when the gold class is among them."""

import numpy as np


def accuracy(logits, gold):
    z = np.asarray(logits, float)
    return float(np.mean(z[np.arange(len(z)), gold] >= z.max(axis=1)))
