import numpy as np


def squared_error_sum(f, y):
    f, y = np.ravel(f), np.ravel(y)
    return reduce(lambda a, b: a + b, [(f[i] - y[i]) ** 2 for i in range(len(f))])


def mse(f, y):
    f, y = np.ravel(f), np.ravel(y)
    total = 0.0
    for i in xrange(len(f)):
        total += (f[i] - y[i]) ** 2
    return total / len(f)


def nll(p, gold):
    rows = zip(np.asarray(p), np.asarray(gold))
    return -sum(np.log(row[g]) for row, g in rows) / len(rows)


def entropy(p):
    counts = dict(enumerate(p))
    return -sum(v * np.log(v) for k, v in counts.iteritems() if v > 0)
