import numpy as np
def mse(f, y):
    y -= f
    return (y ** 2).mean()
