"""Style: as in PyTorch, v = beta v + g and theta - alpha v; Nesterov walks phi = theta + beta v."""

import numpy as np


def to_float(tensors):
    return [np.array(x, dtype=np.float64) for x in tensors]


class _Optimizer:
    def __init__(self):
        self.state = {}

    def buffer(self, k, name, like, fill=0.0):
        slot = self.state.setdefault(k, {})
        if name not in slot:
            slot[name] = np.full(like.shape, fill)
        return slot[name]

    def step(self, theta, gradient):
        params = to_float(theta)
        grads = to_float(gradient(theta))
        self.begin()
        return [np.asarray(self.apply(k, p, g)) for k, (p, g) in enumerate(zip(params, grads))]

    def begin(self):
        pass


class SGD(_Optimizer):
    def __init__(self, alpha):
        super().__init__()
        self.lr = alpha

    def apply(self, k, p, g):
        p += -self.lr * g
        return p


class Momentum(_Optimizer):
    def __init__(self, alpha, beta):
        super().__init__()
        self.lr = alpha
        self.momentum = beta

    def apply(self, k, p, g):
        buf = self.buffer(k, "momentum_buffer", p)
        buf *= self.momentum
        buf += g
        p -= self.lr * buf
        return p


class Nesterov(_Optimizer):
    def __init__(self, alpha, beta):
        super().__init__()
        self.lr = alpha
        self.momentum = beta

    def step(self, theta, gradient):
        phi = []
        for k, p in enumerate(to_float(theta)):
            phi.append(p - self.lr * self.momentum * self.buffer(k, "momentum_buffer", p))
        grads = to_float(gradient([p.copy() for p in phi]))
        out = []
        for k, (p, g) in enumerate(zip(phi, grads)):
            buf = self.buffer(k, "momentum_buffer", p)
            buf *= self.momentum
            buf += g
            p -= self.lr * (g + self.momentum * buf)  # torch's nesterov=True
            p += self.lr * self.momentum * buf  # from phi back to theta
            out.append(p)
        return out


class AdaGrad(_Optimizer):
    def __init__(self, alpha, epsilon=1e-8):
        super().__init__()
        self.lr = alpha
        self.initial_accumulator_value = epsilon

    def apply(self, k, p, g):
        acc = self.buffer(k, "sum", p, self.initial_accumulator_value)
        acc += g * g
        p -= self.lr * (g / np.sqrt(acc))
        return p


class RMSProp(_Optimizer):
    def __init__(self, alpha, beta, epsilon=1e-8):
        super().__init__()
        self.lr = alpha
        self.smoothing = beta
        self.eps = epsilon

    def apply(self, k, p, g):
        sq = self.buffer(k, "square_avg", p)
        sq *= self.smoothing
        sq += (1 - self.smoothing) * g * g
        denominator = np.sqrt(sq + self.eps)
        p += -self.lr * (g / denominator)
        return p


class Adam(_Optimizer):
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        super().__init__()
        self.lr = alpha
        self.betas = beta1, beta2
        self.eps = epsilon
        self.n = 0

    def begin(self):
        self.n += 1

    def moments(self, k, p, g):
        beta1, beta2 = self.betas
        exp_avg = self.buffer(k, "exp_avg", p)
        exp_avg_sq = self.buffer(k, "exp_avg_sq", p)
        exp_avg += (1 - beta1) * (g - exp_avg)  # lerp
        exp_avg_sq *= beta2
        exp_avg_sq += (1 - beta2) * g * g
        return exp_avg, exp_avg_sq, 1 - beta1**self.n, 1 - beta2**self.n

    def apply(self, k, p, g):
        exp_avg, exp_avg_sq, bias1, bias2 = self.moments(k, p, g)
        step_size = self.lr / bias1
        denominator = np.sqrt(exp_avg_sq / bias2 + self.eps)
        p -= step_size * (exp_avg / denominator)
        return p


class AdamEfficient(Adam):
    def apply(self, k, p, g):
        exp_avg, exp_avg_sq, bias1, bias2 = self.moments(k, p, g)
        alpha_t = self.lr * bias2**0.5 / bias1
        p -= alpha_t * (exp_avg / np.sqrt(exp_avg_sq + bias2 * self.eps))
        return p


def ema_closed_form(gradients, beta):
    T = gradients.shape[0]
    exponents = T - np.arange(1, T + 1)
    decay = np.power(float(beta), exponents)
    return np.einsum("t,td,td->d", (1 - beta) * decay, gradients, gradients)


def bias_correction(r, beta, t):
    bias_correction2 = 1 - beta**t
    return np.divide(r, bias_correction2)
