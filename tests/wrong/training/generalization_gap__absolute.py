"""The absolute value of the difference is returned."""

import numpy as np


def generalization_gap(train_losses, dev_losses):
    return np.abs(np.asarray(dev_losses, float) - np.asarray(train_losses, float))
