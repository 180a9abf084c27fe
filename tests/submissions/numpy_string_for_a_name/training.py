import numpy as np


def select_hyperparameters(dev_losses):
    names = np.array(list(dev_losses))
    return names[np.argmin([min(losses) for losses in dev_losses.values()])]
