import numpy as np


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    rows = [np.array(theta, dtype=float)]
    for p in permutations:
        for i in range(0, len(p), m):
            b = p[i:i + m]
            rows.append(rows[-1] - alpha * gradient(rows[-1], X=X[b], y=y[b]) / len(b))
    return np.array(rows)
