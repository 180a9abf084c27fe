"""The correction uses the index of the tensor plus one for t."""

import numpy as np


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    s_all = list(state.get("s", [np.zeros_like(p, dtype=float) for p in theta]))
    r_all = list(state.get("r", [np.zeros_like(p, dtype=float) for p in theta]))
    res = []
    for t, (p, g) in enumerate(zip(theta, gradients), start=1):
        k = t - 1
        g = g + 2 * lam * p * (np.ndim(p) == 2)
        s_all[k] = beta1 * s_all[k] + (1 - beta1) * g
        r_all[k] = beta2 * r_all[k] + (1 - beta2) * g**2
        res.append(
            p - alpha * s_all[k] / (1 - beta1**t) / np.sqrt(r_all[k] / (1 - beta2**t) + epsilon)
        )
    return res, {"s": s_all, "r": r_all}
