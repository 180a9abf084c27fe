import numpy as np
import scipy.special

def sigmoid(x):
    return scipy.special.expit(x)
