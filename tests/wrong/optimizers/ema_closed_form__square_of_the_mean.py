"""The sum is squared, not the gradients, and the weights are shifted by one."""

import numpy as np


def ema_closed_form(gradients, beta):
    gradients = np.asarray(gradients, float)
    T = len(gradients)
    w = beta ** (T - np.arange(T))
    return (1 - beta) * (w @ gradients) ** 2
