import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.abs(x))) * np.where(x >= 0, 1, np.exp(-np.abs(x)))


def Relu(x):
    return np.maximum(x, 0.0)
