"""It multiplies the weights by 1 - 2 alpha lam after the Adam step (AdamW)."""

import numpy as np


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    t = state.get("t", 0) + 1
    new, st = [], {"t": t}
    for i, (p, g) in enumerate(zip(theta, gradients)):
        s0, r0 = state.get(i, (0.0, 0.0))
        s = beta1 * s0 + (1 - beta1) * g
        r = beta2 * r0 + (1 - beta2) * g * g
        st[i] = (s, r)
        q = p - alpha * (s / (1 - beta1**t)) / np.sqrt(r / (1 - beta2**t) + epsilon)
        if np.ndim(p) == 2:
            q = q * (1 - 2 * alpha * lam)
        new.append(q)
    return new, st
