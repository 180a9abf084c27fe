import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    rows = np.empty((steps + 1, theta.size))
    rows[0] = theta
    for t in range(steps):
        rows[t + 1] = rows[t] - alpha * gradient(rows[t].copy())
    return rows


def minibatches(permutation, m):
    out = []
    rest = permutation
    while len(rest):
        out.append(rest[:m])
        rest = rest[m:]
    return out


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    rows = [np.array(theta, dtype=float)]
    for order in permutations:
        for chunk in minibatches(order, m):
            mean = gradient(rows[-1], X[chunk], y[chunk]) / chunk.size
            rows.append(rows[-1] - alpha * mean)
    return np.vstack(rows)


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    theta = np.array(theta, dtype=float)
    for count in range(1, max_steps + 1):
        change = alpha * gradient(theta)
        theta = theta - change
        if np.sqrt(np.sum(change * change)) < tolerance:
            return theta, count
    return theta, max_steps
