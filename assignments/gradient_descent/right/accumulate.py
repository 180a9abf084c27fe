"""itertools.accumulate, functools.reduce and comprehensions instead of loops."""

from functools import reduce
from itertools import accumulate, chain, repeat
from math import ceil

import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    start = np.float64(1.0) * theta
    update = lambda point, _: point - alpha * gradient(point)
    return np.array(list(accumulate(repeat(None, steps), update, initial=start)))


def minibatches(permutation, m):
    return [permutation[k * m : (k + 1) * m] for k in range(ceil(len(permutation) / m))]


def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    batches = chain.from_iterable(minibatches(permutation, m) for permutation in permutations)

    def update(point, batch):
        return point - gradient(point, X[batch, ...], y[batch, ...]) * alpha / len(batch)

    return np.array(list(accumulate(batches, update, initial=np.float64(1.0) * theta)))


def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    def update(state, _):
        point, count, finished = state
        if finished:
            return state
        move = gradient(point) * alpha
        return point - move, count + 1, bool(np.hypot.reduce(move) < tolerance)

    point, count, _ = reduce(update, range(max_steps), (np.float64(1.0) * theta, 0, False))
    return point, count
