"""Style: a flat list of weighted edges for the graph; biases as an extra row of the weights."""

from itertools import chain

import numpy as np

UNARY = {
    # (value of x, derivative from x and value y)
    "square": (lambda x: x * x, lambda x, y: x * 2.0),
    "exp": (np.exp, lambda x, y: y),
    "log": (np.log, lambda x, y: np.divide(1.0, x)),
    "sin": (np.sin, lambda x, y: np.cos(x)),
    "sigmoid": (
        lambda x: np.exp(min(x, 0.0)) / (1.0 + np.exp(-abs(x))),
        lambda x, y: y * (1.0 - y),
    ),
    "tanh": (np.tanh, lambda x, y: 1.0 - y * y),
    "relu": (lambda x: max(x, 0.0), lambda x, y: 1.0 if y > 0.0 else 0.0),
}


def _trace(graph, inputs):
    """values, and the edges (from, to, local derivative) in the order of the nodes"""
    values = [float(x) for x in inputs]
    edges = []
    for j in range(len(values), len(graph)):
        op, pred = graph[j]
        args = [values[p] for p in pred]
        if op in UNARY:
            f, df = UNARY[op]
            y = float(f(args[0]))
            slopes = [df(args[0], y)]
        elif op == "mul":
            y = args[0] * args[1]
            slopes = [args[1], args[0]]
        else:
            slopes = [1.0] + [-1.0 if op == "sub" else 1.0] * (len(args) - 1)
            y = sum(s * a for s, a in zip(slopes, args))
        values.append(y)
        edges.extend((p, j, s) for p, s in zip(pred, slopes))
    return values, edges


def graph_forward(graph, inputs):
    return np.array(_trace(graph, inputs)[0])


def graph_backward(graph, inputs):
    values, edges = _trace(graph, inputs)
    g = dict.fromkeys(range(len(values)), 0.0)
    g[len(values) - 1] = 1.0
    for tail, head, slope in reversed(edges):
        g[tail] += slope * g[head]
    return np.fromiter(g.values(), dtype=np.float64, count=len(g))


def _with_one(A):
    return np.hstack([A, np.ones((len(A), 1))])


def linear_backward(X, W, b, dY):
    both = _with_one(X).T @ dY
    return both[:-1].copy(), both[-1].copy(), np.inner(dY, W).astype(np.float64)


def vjp_tanh_linear(W, x, u):
    h = np.tanh(np.inner(W, x))
    return np.inner(W.T, u - u * h**2)


def _sig(Z):
    return np.exp(np.minimum(Z, 0)) / (1 + np.exp(-np.abs(Z)))


def _pass(stacked, X, activation):
    """the inputs, with a column of ones, of all layers; and the logits"""
    f = {"relu": lambda Z: Z.clip(min=0), "tanh": np.tanh, "sigmoid": _sig}[activation]
    B = [_with_one(X)]
    for V in stacked[:-1]:
        B.append(_with_one(f(B[-1] @ V)))
    return B, B[-1] @ stacked[-1]


def mlp_forward(parameters, X, activation):
    stacked = [np.vstack([W, b]) for W, b in zip(parameters[0::2], parameters[1::2])]
    return _pass(stacked, X, activation)[1]


def mlp_backward(parameters, X, gold, activation):
    stacked = [np.vstack([W, b]) for W, b in zip(parameters[0::2], parameters[1::2])]
    B, Z = _pass(stacked, X, activation)
    onehot = np.zeros(Z.shape)
    np.put_along_axis(onehot, np.asarray(gold)[:, None], 1.0, axis=1)
    lse = np.logaddexp.reduce(Z, axis=1, keepdims=True)
    delta = (np.exp(Z - lse) - onehot) / len(Z)
    slope = {
        "relu": lambda a: np.array(a > 0, dtype=float),
        "tanh": lambda a: (1 + a) * (1 - a),
        "sigmoid": lambda a: a * (1 - a),
    }[activation]
    grads = []
    for level in range(len(stacked) - 1, -1, -1):
        grads.insert(0, B[level].T @ delta)
        if level > 0:
            delta = (delta @ stacked[level].T)[:, :-1] * slope(B[level][:, :-1])
    return list(chain.from_iterable((G[:-1].copy(), G[-1].copy()) for G in grads))
