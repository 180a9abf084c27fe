"""The gradient is passed down through W - 0.1 dW, since the layer is updated on the way."""

import numpy as np


def mlp_backward(parameters, X, gold, activation):
    params = [np.array(p, dtype=float) for p in parameters]
    hs = [X]
    for i in range(0, len(params) - 2, 2):
        z = hs[-1] @ params[i] + params[i + 1]
        hs.append(
            np.maximum(z, 0)
            if activation == "relu"
            else np.tanh(z)
            if activation == "tanh"
            else 1 / (1 + np.exp(-z))
        )
    z = hs[-1] @ params[-2] + params[-1]
    q = np.exp(z - z.max(1, keepdims=True))
    q /= q.sum(1, keepdims=True)
    d = (q - np.eye(q.shape[1])[gold]) / len(q)
    grads = []
    for i in range(len(params) - 2, -1, -2):
        h = hs[i // 2]
        dW, db = h.T @ d, d.sum(0)
        params[i] -= 0.1 * dW
        grads = [dW, db] + grads
        d = d @ params[i].T
        d *= (
            (h > 0) if activation == "relu" else (1 - h**2) if activation == "tanh" else h * (1 - h)
        )
    return grads
