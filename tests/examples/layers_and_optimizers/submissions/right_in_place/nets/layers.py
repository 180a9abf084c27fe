"""Whatever may be changed is changed in place, and the shift of the scores as well."""

import numpy as np


class Cache:
    pass


def affine_forward(x, w, b):
    cache = Cache()
    cache.rows, cache.shape, cache.wt = np.reshape(x, (len(x), -1)), x.shape, np.transpose(w)
    out = np.empty((len(x), len(b)))
    np.matmul(cache.rows, w, out=out)
    out += b
    return [out, cache]


def affine_backward(dout, cache):
    return [(dout @ cache.wt).reshape(cache.shape), (dout.T @ cache.rows).T, np.ones(len(dout)) @ dout]


def relu_forward(x):
    out = np.array(x)
    out[out < 0] = 0
    return out, out


def relu_backward(dout, cache):
    dout[cache <= 0] = 0
    return dout


def softmax_loss(x, y):
    x -= np.max(x, axis=1, keepdims=True)
    p = np.exp(x)
    p /= np.sum(p, axis=1, keepdims=True)
    loss = np.log(p[range(len(x)), y]).mean() * -1
    p[range(len(x)), y] -= 1
    p /= len(x)
    return float(loss), p


def svm_loss(x, y):
    chosen = (np.arange(len(y)), y)
    gaps = x + 1
    gaps -= x[chosen].reshape(-1, 1)
    gaps[chosen] = 0
    gaps.clip(0, out=gaps)
    loss = gaps.sum() / len(y)
    np.sign(gaps, out=gaps)
    gaps[chosen] -= gaps.sum(axis=1)
    gaps /= len(y)
    return np.asarray(loss), gaps
