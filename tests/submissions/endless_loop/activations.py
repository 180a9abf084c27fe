import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.abs(x))) * np.where(x >= 0, 1, np.exp(-np.abs(x)))


def relu(x):
    i = 0
    while i < len(x):
        x[i]


def tanh_grad(x):
    return 1 - np.tanh(x) ** 2
