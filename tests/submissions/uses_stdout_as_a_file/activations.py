import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.abs(x))) * np.where(x >= 0, 1, np.exp(-np.abs(x)))


import logging
import sys


def relu(x):
    sys.stdout.buffer.write(b"hi\n")
    sys.stdout.reconfigure(line_buffering=True)
    logging.warning("from the log")
    print(len(sys.stdout.encoding))
    return np.maximum(x, 0.0)
