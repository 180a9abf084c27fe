"""The gradient is normalised to length one before the step."""

import numpy as np


def gradient_descent(theta, gradient, alpha, steps):
    traj = np.empty((steps + 1, len(theta)))
    traj[0] = theta
    for t in range(steps):
        g = gradient(traj[t].copy())
        traj[t + 1] = traj[t] - alpha * g / np.linalg.norm(g)
    return traj
