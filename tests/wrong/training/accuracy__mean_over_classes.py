"""It averages the accuracies of the classes that occur (balanced accuracy)."""

import numpy as np


def accuracy(logits, gold):
    pred = np.argmax(logits, axis=1)
    per_class = [np.mean(pred[gold == c] == c) for c in np.unique(gold)]
    return float(np.mean(per_class))
