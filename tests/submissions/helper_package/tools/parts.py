import numpy as np

def positive(x):
    return np.where(np.asarray(x) > 0, x, 0.0)
