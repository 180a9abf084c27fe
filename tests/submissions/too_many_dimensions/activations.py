import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.abs(x))) * np.where(x >= 0, 1, np.exp(-np.abs(x)))


def relu(x):
    return np.zeros((1,) * 40)


def relu_grad(x):
    return np.zeros(12_000_000)
