"""The first entry (row) of theta is taken for a bias and left out."""

import numpy as np


def l2_penalty(theta, lam):
    return lam * float((np.asarray(theta, float)[1:] ** 2).sum())
