import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.abs(x))) * np.where(x >= 0, 1, np.exp(-np.abs(x)))


def relu_grad(x):
    raise ValueError("\udc80 name")
