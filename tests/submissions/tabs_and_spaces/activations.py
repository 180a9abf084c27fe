import numpy as np

def relu(x):
        x = np.asarray(x)
	return np.maximum(x, 0.0)
