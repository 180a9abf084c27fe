"""db is the gradient of the last row only (the loop overwrites), and dX is centred over the batch."""

import numpy as np


def linear_backward(X, W, b, dY):
    db = np.zeros(len(b))
    dW = np.zeros(np.shape(W))
    for i in range(len(X)):
        db = dY[i] * 1.0
        dW += X[i][:, None] * dY[i][None, :]
    dX = dY @ np.transpose(W)
    dX = dX - dX.mean(axis=0)
    return dW, db, dX
