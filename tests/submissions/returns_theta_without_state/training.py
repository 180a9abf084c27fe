def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    return [p - alpha * g for p, g in zip(theta, gradients)]
