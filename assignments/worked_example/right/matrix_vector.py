"""Weight matrix, matrix-vector products and outer products, then packed into a dict."""

import numpy as np

_NAMES = ["L", "o", "dL/do"]
_NAMES += ["dL/dw%d" % k for k in range(1, 10)]
_NAMES += ["dL/dh%d" % k for k in range(1, 4)]
_NAMES += ["dL/di%d" % k for k in range(1, 4)]
_NAMES += ["dL/dx1", "dL/dx2"]

ANSWERS = dict(
    zip(
        _NAMES,
        [
            9.0,
            6.0,
            6.0,
            -6.0,
            -12.0,
            0.0,
            0.0,
            12.0,
            24.0,
            24.0,
            0.0,
            30.0,
            -6.0,
            18.0,
            12.0,
            -6.0,
            0.0,
            12.0,
            0.0,
            18.0,
        ],
    )
)


def _split(w):
    w = np.asarray(w, dtype=np.float64)
    return w[:6].reshape(3, 2), w[6:]


def forward(x, w):
    W, v = _split(w)
    i = W @ np.asarray(x, dtype=np.float64)
    h = np.maximum(i, 0.0)
    o = v @ h
    return {"i1": i[0], "i2": i[1], "i3": i[2], "h1": h[0], "h2": h[1], "h3": h[2], "o": o}


def backward(x, w, gold):
    W, v = _split(w)
    x = np.asarray(x, dtype=np.float64)
    i = W @ x
    h = np.maximum(i, 0.0)
    do = 2.0 * (v @ h - gold)
    dv = do * h
    dh = do * v
    di = dh * (i > 0)
    dW = np.outer(di, x)
    dx = W.T @ di
    values = np.concatenate([[do], dW.ravel(), dv, dh, di, dx])
    return {name: float(value) for name, value in zip(_NAMES[2:], values)}
