# the files lie at the top, without a package
import numpy as np

try:
    xrange
except NameError:
    xrange = range


def affine_forward(x, w, b):
    out = np.hstack([x.reshape(len(x), -1), np.ones((len(x), 1))]) @ np.vstack([w, b])
    return out, locals()


def affine_backward(dout, cache):
    x, w = cache["x"], cache["w"]
    augmented = np.hstack([x.reshape(len(x), -1), np.ones((len(x), 1))])
    both = augmented.T @ dout
    return (dout @ w.T).reshape(x.shape), both[:-1], both[-1]


def relu_forward(x):
    mask = x >= 0  # a slope of one at zero
    return x * mask, mask


def relu_backward(dout, cache):
    return dout * cache


def softmax_loss(x, y):
    """By the complex step."""

    def loss(scores):
        shifted = scores - scores.real.max(axis=1, keepdims=True)
        return (np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(y)), y]).mean()

    dx = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape, complex)
        step[place] = 1e-30j
        dx[place] = loss(x + step).imag / 1e-30
    return loss(x + 0j).real, dx


def svm_loss(x, y):
    n = len(x)
    loss = 0.0
    dx = np.zeros_like(x)
    for i in xrange(n):
        gaps = np.delete(x[i], y[i]) - x[i][y[i]] + 1
        loss += gaps[gaps > 0].sum() / n
        dx[i] = np.insert((gaps > 0) / n, y[i], -(gaps > 0).sum() / n)
    return loss, dx
