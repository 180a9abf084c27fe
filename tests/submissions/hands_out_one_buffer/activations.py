import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.abs(x))) * np.where(x >= 0, 1, np.exp(-np.abs(x)))


buffers = {}


def relu(x):
    buffer = buffers.setdefault(np.shape(x), np.zeros(np.shape(x)))
    buffer += 1
    np.maximum(x, 0.0, out=buffer)
    return buffer


def tanh_grad(x):
    buffer = buffers.setdefault(np.shape(x), np.zeros(np.shape(x)))
    buffer[...] = buffer.flat[0]
    buffer[...] = 1 - np.tanh(x) ** 2
    x = None
    return buffer
