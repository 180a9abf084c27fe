import numpy as np

def mse(f, y):
    d = f - y
    print "the difference is", d
    return np.mean(d ** 2)
