"""The row maximum is subtracted inside the log-sum only, and not given back."""

import numpy as np


def cross_entropy_logits(z, gold):
    z = np.asarray(z, float)
    m = len(z)
    lse = np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1))
    return float(np.mean(lse - z[np.arange(m), gold]))
