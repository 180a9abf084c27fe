import numpy as np
import helper

def relu(x):
    return helper.relu(x)
