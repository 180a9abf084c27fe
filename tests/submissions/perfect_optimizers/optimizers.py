import numpy as np


class _Optimizer:
    """Keeps whatever a rule needs for each tensor, in a dictionary of its own."""

    def __init__(self, **hyperparameters):
        self.__dict__.update(hyperparameters)
        self.memory = []
        self.count = 0

    def step(self, theta, gradient):
        self.count += 1
        while len(self.memory) < len(theta):
            zero = np.zeros(np.asarray(theta[len(self.memory)]).shape)
            self.memory.append({"v": zero, "s": zero, "r": zero})
        at = self.where(theta)
        return [self.rule(p, g, m) for p, g, m in zip(at, gradient(at), self.memory)]

    def where(self, theta):
        return theta


class SGD(_Optimizer):
    def __init__(self, alpha):
        super().__init__(alpha=alpha)

    def rule(self, p, g, m):
        return p - self.alpha * g


class Momentum(_Optimizer):
    def __init__(self, alpha, beta):
        super().__init__(alpha=alpha, beta=beta)

    def rule(self, p, g, m):
        m["v"] = self.beta * m["v"] - self.alpha * g
        return p + m["v"]


class Nesterov(Momentum):
    def where(self, theta):
        return [p + self.beta * m["v"] for p, m in zip(theta, self.memory)]

    def rule(self, p, g, m):
        super().rule(p, g, m)
        return p - self.alpha * g


class AdaGrad(_Optimizer):
    def __init__(self, alpha, epsilon=1e-8):
        super().__init__(alpha=alpha, epsilon=epsilon)

    def rule(self, p, g, m):
        m["r"] = m["r"] + np.square(g)
        return p - self.alpha * g / np.sqrt(m["r"] + self.epsilon)


class RMSProp(_Optimizer):
    def __init__(self, alpha, beta, epsilon=1e-8):
        super().__init__(alpha=alpha, beta=beta, epsilon=epsilon)

    def rule(self, p, g, m):
        m["r"] = m["r"] + (1 - self.beta) * (np.square(g) - m["r"])
        return p - self.alpha * g / np.sqrt(m["r"] + self.epsilon)


class Adam(_Optimizer):
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        super().__init__(alpha=alpha, beta1=beta1, beta2=beta2, epsilon=epsilon)

    def moments(self, g, m):
        m["s"] = self.beta1 * m["s"] + (1 - self.beta1) * g
        m["r"] = self.beta2 * m["r"] + (1 - self.beta2) * g * g
        return m["s"], m["r"]

    def rule(self, p, g, m):
        s, r = self.moments(g, m)
        s = s / (1 - self.beta1 ** self.count)
        r = r / (1 - self.beta2 ** self.count)
        return p - self.alpha * s / np.sqrt(r + self.epsilon)


class AdamEfficient(Adam):
    def rule(self, p, g, m):
        s, r = self.moments(g, m)
        c = 1 - self.beta2 ** self.count
        alpha_t = self.alpha * np.sqrt(c) / (1 - self.beta1 ** self.count)
        return p - alpha_t * s / np.sqrt(r + c * self.epsilon)


def ema_closed_form(gradients, beta):
    r = np.zeros(gradients.shape[1])
    for g in gradients:
        r = beta * r + (1 - beta) * g * g
    return r


def bias_correction(r, beta, t):
    return r * (1 / (1 - beta ** t))
