"""From the second epoch on the targets are still ordered by the first permutation."""

import numpy as np


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    w = np.array(theta, dtype=np.float64)
    hist = [w]
    ys = y[permutations[0]]
    for p in permutations:
        Xs = X[p]
        for k in range(0, len(p), m):
            xb, yb = Xs[k : k + m], ys[k : k + m]
            w = w - alpha / len(xb) * gradient(w, xb, yb)
            hist.append(w)
    return np.vstack(hist)
