"""The penalty's gradient joins s, but r is made of the plain gradient."""

import numpy as np


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    if not state:
        state = {"t": 0, "m": [0.0] * len(theta), "v": [0.0] * len(theta)}
    t = state["t"] + 1
    out, m_new, v_new = [], [], []
    for p, g, m, v in zip(theta, gradients, state["m"], state["v"]):
        p = np.asarray(p, dtype=float)
        full = g + 2 * lam * p if p.ndim == 2 else g
        m = beta1 * m + (1 - beta1) * full
        v = beta2 * v + (1 - beta2) * np.square(g)
        out.append(p - alpha * (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t) + epsilon))
        m_new.append(m)
        v_new.append(v)
    return out, {"t": t, "m": m_new, "v": v_new}
