"""The accuracy is given in per cent."""

import numpy as np


def accuracy(logits, gold):
    right = 0
    for row, g in zip(logits, gold):
        if np.argmax(row) == g:
            right += 1
    return 100.0 * right / len(gold)
