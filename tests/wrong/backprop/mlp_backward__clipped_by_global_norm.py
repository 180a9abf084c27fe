"""The gradients are scaled down when their common norm exceeds 0.5."""

import numpy as np


def mlp_backward(parameters, X, gold, activation):
    f, df = {
        "relu": (lambda z: np.maximum(0, z), lambda a: 1.0 * (a > 0)),
        "tanh": (np.tanh, lambda a: 1 - a * a),
        "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)),
    }[activation]
    acts = [np.asarray(X, float)]
    n = len(parameters)
    for k in range(0, n - 2, 2):
        acts.append(f(acts[-1] @ parameters[k] + parameters[k + 1]))
    logits = acts[-1] @ parameters[-2] + parameters[-1]
    p = np.exp(logits - logits.max(1)[:, None])
    p = p / p.sum(1)[:, None]
    for i, c in enumerate(gold):
        p[i, c] -= 1
    d = p / len(p)
    out = []
    for k in range(n - 2, -1, -2):
        a = acts.pop()
        out.insert(0, d.sum(0))
        out.insert(0, a.T @ d)
        d = d @ parameters[k].T * df(a)
    norm = np.sqrt(sum((g**2).sum() for g in out))
    if norm > 0.5:
        out = [g * 0.5 / norm for g in out]
    return out
