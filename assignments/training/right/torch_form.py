"""Style: a PyTorch look-alike with momentum buffers, Nesterov walking phi, and weight_decay = 2 lambda."""

import numpy as np


def early_stopping(dev_losses, patience):
    best_loss, best_epoch, bad = float("inf"), 0, 0
    epoch = -1
    while epoch + 1 < len(dev_losses) and bad < patience:
        epoch += 1
        improved = dev_losses[epoch] < best_loss
        if improved:
            best_loss, best_epoch = dev_losses[epoch], epoch
        bad = 0 if improved else bad + 1
    return best_epoch, epoch


class Param:
    def __init__(self, data, decay=0.0):
        self.data = np.array(data, dtype=np.float64)
        self.grad = None
        self.decay = decay
        self.state = {}

    def buffer(self, name, fill=0.0):
        return self.state.setdefault(name, np.full(self.data.shape, fill))


class Optim:
    def __init__(self, params, lr, momentum=0.0, nesterov=False):
        self.params, self.lr, self.momentum, self.nesterov = params, lr, momentum, nesterov

    def step(self):
        for p in self.params:
            d = p.grad + p.decay * p.data
            if self.momentum:
                buf = p.buffer("momentum_buffer")
                buf *= self.momentum
                buf += d
                d = d + self.momentum * buf if self.nesterov else buf
            p.data -= self.lr * d

    def values(self):
        """theta itself; in Nesterov's form p is theta + beta v"""
        if not self.nesterov:
            return [p.data.copy() for p in self.params]
        return [p.data + self.lr * self.momentum * p.buffer("momentum_buffer") for p in self.params]


class Adagrad(Optim):
    def __init__(self, params, lr, eps):
        super().__init__(params, lr)
        self.eps = eps

    def step(self):
        for p in self.params:
            d = p.grad + p.decay * p.data
            total = p.buffer("sum", self.eps)
            total += d * d
            p.data -= self.lr * d / np.sqrt(total)


class RMSprop(Optim):
    def __init__(self, params, lr, alpha, eps):
        super().__init__(params, lr)
        self.alpha, self.eps = alpha, eps

    def step(self):
        for p in self.params:
            d = p.grad + p.decay * p.data
            square_avg = p.buffer("square_avg")
            square_avg += (1 - self.alpha) * (d * d - square_avg)
            p.data -= self.lr * d / np.sqrt(square_avg + self.eps)


class Adam(Optim):
    def __init__(self, params, lr, betas, eps, steps=0):
        super().__init__(params, lr)
        self.betas, self.eps, self.steps = betas, eps, steps

    def step(self):
        self.steps += 1
        b1, b2 = self.betas
        c1, c2 = 1 - b1**self.steps, 1 - b2**self.steps
        for p in self.params:
            d = p.grad + p.decay * p.data
            m, v = p.buffer("exp_avg"), p.buffer("exp_avg_sq")
            m *= b1
            m += (1 - b1) * d
            v *= b2
            v += (1 - b2) * d * d
            p.data -= (self.lr * c2**0.5 / c1) * m / np.sqrt(v + c2 * self.eps)


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    params = [Param(w, decay=2 * lam if w.ndim == 2 else 0.0) for w in theta]
    for k, (p, g) in enumerate(zip(params, gradients)):
        p.grad = np.asarray(g, dtype=np.float64)
        for name in ("exp_avg", "exp_avg_sq"):
            if f"{k}.{name}" in state:
                p.state[name] = state[f"{k}.{name}"].copy()
    optimizer = Adam(params, alpha, (beta1, beta2), epsilon, state.get("step", 0))
    optimizer.step()
    new_state = {
        f"{k}.{name}": value for k, p in enumerate(params) for name, value in p.state.items()
    }
    new_state["step"] = optimizer.steps
    return optimizer.values(), new_state


def accuracy(logits, gold):
    order = np.argsort(-np.asarray(logits, dtype=np.float64), axis=1, kind="stable")
    return float((order[:, 0] == gold).sum()) / order.shape[0]


def generalization_gap(train_losses, dev_losses):
    return np.add(dev_losses, np.negative(train_losses, dtype=np.float64))


def select_hyperparameters(dev_losses):
    best = {setting: sorted(losses)[0] for setting, losses in dev_losses.items()}
    target = min(best.values())
    return next(setting for setting, value in best.items() if value == target)


def mlp(params, X, activation):
    acts = [X]
    for i in range(0, len(params), 2):
        z = np.tensordot(acts[-1], params[i].data, axes=1)
        z += params[i + 1].data
        if i + 2 < len(params):
            if activation == "relu":
                z[z < 0] = 0.0
            elif activation == "tanh":
                z = np.tanh(z)
            else:
                z = np.reciprocal(1 + np.exp(-z))
        acts.append(z)
    return acts


def cross_entropy(z, gold):
    z = z - z.max(1, keepdims=True)
    return (
        np.log(np.exp(z).sum(1)).mean()
        - np.take_along_axis(z, np.asarray(gold).reshape(-1, 1), 1).mean()
    )


def backward(params, X, gold, activation):
    acts = mlp(params, X, activation)
    z = acts.pop()
    grad = np.exp(z - z.max(1, keepdims=True))
    grad /= grad.sum(1, keepdims=True) * len(z)
    np.subtract.at(grad, (np.arange(len(z)), gold), 1 / len(z))
    for i in range(len(params) - 2, -1, -2):
        a = acts.pop()
        params[i].grad = np.tensordot(a, grad, axes=(0, 0))
        params[i + 1].grad = np.sum(grad, axis=0)
        grad = np.tensordot(grad, params[i].data, axes=(1, 1))
        if activation == "relu":
            grad[a <= 0] = 0
        elif activation == "tanh":
            grad *= 1 - a * a
        else:
            grad *= a * (1 - a)


def make_optimizer(name, params, h):
    lr, eps = h["alpha"], h.get("epsilon", 1e-8)
    if name == "adagrad":
        return Adagrad(params, lr, eps)
    if name == "rmsprop":
        return RMSprop(params, lr, h["beta"], eps)
    if name == "adam":
        return Adam(params, lr, (h["beta1"], h["beta2"]), eps)
    return Optim(params, lr, h.get("beta", 0.0) if name != "sgd" else 0.0, name == "nesterov")


def train(parameters, data, settings):
    (X, gold), (X_dev, gold_dev) = data["train"], data["dev"]
    params = [Param(p, 2 * settings["lam"] if p.ndim == 2 else 0.0) for p in parameters]
    optimizer = make_optimizer(settings["optimizer"], params, settings["hyperparameters"])
    activation, m = settings["activation"], settings["m"]
    train_losses, dev_losses = [], []
    best, since = None, 0
    for epoch, permutation in enumerate(settings["permutations"]):
        Xp, goldp = X[permutation], gold[permutation]
        for lo in range(0, len(Xp), m):
            backward(params, Xp[lo : lo + m], goldp[lo : lo + m], activation)
            optimizer.step()
        values = optimizer.values()
        now = [Param(v) for v in values]
        train_losses.append(cross_entropy(mlp(now, X, activation)[-1], gold))
        dev_losses.append(cross_entropy(mlp(now, X_dev, activation)[-1], gold_dev))
        if best is None or dev_losses[-1] < dev_losses[best[0]]:
            best, since = (epoch, values), 0
        else:
            since += 1
            if since >= settings["patience"]:
                break
    return {
        "train_losses": np.asarray(train_losses),
        "dev_losses": np.asarray(dev_losses),
        "best_epoch": best[0],
        "parameters": best[1],
    }
