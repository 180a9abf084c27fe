"""The smallest dev loss so far is compared, not that of the epoch."""

import numpy as np


def generalization_gap(train_losses, dev_losses):
    return np.minimum.accumulate(np.asarray(dev_losses, float)) - np.asarray(train_losses, float)
