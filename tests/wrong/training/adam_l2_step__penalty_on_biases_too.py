"""Vectors are regularised as well, and the penalty's gradient lacks its factor 2."""

import numpy as np


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    t = state.get("t", 0) + 1
    S = state.get("s", [np.zeros(np.shape(p)) for p in theta])
    R = state.get("r", [np.zeros(np.shape(p)) for p in theta])
    g = [np.asarray(x, float) + lam * p for x, p in zip(gradients, theta)]
    S = [beta1 * s + (1 - beta1) * x for s, x in zip(S, g)]
    R = [beta2 * r + (1 - beta2) * x**2 for r, x in zip(R, g)]
    new = [
        p - alpha * (s / (1 - beta1**t)) / np.sqrt(r / (1 - beta2**t) + epsilon)
        for p, s, r in zip(theta, S, R)
    ]
    return new, {"t": t, "s": S, "r": R}
