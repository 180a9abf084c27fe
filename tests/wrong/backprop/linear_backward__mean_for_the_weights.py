"""dW is divided by the number of rows, db is not."""


def linear_backward(X, W, b, dY):
    dW = X.T.dot(dY) / X.shape[0]
    db = dY.sum(axis=0)
    dX = dY.dot(W.T)
    return dW, db, dX
