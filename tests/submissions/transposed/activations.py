import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.abs(x))) * np.where(x >= 0, 1, np.exp(-np.abs(x)))


def softmax(z):
    e = np.exp(z.T - z.max(axis=1))
    return e / e.sum(axis=0)
