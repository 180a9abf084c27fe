import numpy as np

def mse(f, y):
    return np.array([np.mean((f - y) ** 2)])

def squared_error_sum(f, y):
    return np.array(np.sum((f - y) ** 2))
