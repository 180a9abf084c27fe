"""Style: examples as columns, [W; b] as one matrix per layer, moments as sums over the kept gradients, recursion."""

import numpy as np


def early_stopping(dev_losses, patience):
    def go(epoch, best):
        """recursion over the epochs in a loop's disguise: next epoch and best, or the end"""
        if dev_losses[epoch] < dev_losses[best]:
            best = epoch
        stop = epoch == len(dev_losses) - 1 or epoch == best + patience
        return (best, epoch, True) if stop else (best, epoch + 1, False)

    best, epoch, done = 0, 0, False
    while not done:
        best, epoch, done = go(epoch, best)
    return best, epoch


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    total = [
        np.asarray(g) + 2 * lam * w if np.ndim(w) == 2 else np.asarray(g)
        for w, g in zip(theta, gradients)
    ]
    past = state.get("past", ()) + (total,)
    w1 = np.power(float(beta1), np.arange(len(past))[::-1])
    w2 = np.power(float(beta2), np.arange(len(past))[::-1])
    new = []
    for w, *gs in zip(theta, *past):
        gs = np.array(gs, dtype=np.float64)
        s_hat = np.tensordot(w1 / w1.sum(), gs, axes=1)
        r_hat = np.tensordot(w2 / w2.sum(), gs**2, axes=1)
        new.append(w - alpha * s_hat / np.sqrt(r_hat + epsilon))
    return new, {"past": past}


def accuracy(logits, gold):
    table = np.asarray(logits)
    gold = np.asarray(gold)
    mine = table[np.arange(len(gold)), gold][:, None]
    earlier = np.arange(table.shape[1]) < gold[:, None]
    beaten = (table > mine) | ((table == mine) & earlier)
    return 1.0 - beaten.any(axis=1).sum() / len(gold)


def generalization_gap(train_losses, dev_losses):
    return np.diff(np.array([train_losses, dev_losses], dtype=np.float64), axis=0)[0]


def select_hyperparameters(dev_losses):
    best = None
    for setting, losses in dev_losses.items():
        lowest = float(np.amin(losses))
        if best is None or lowest < best[1]:
            best = (setting, lowest)
    return best[0]


def join(parameters):
    return [np.vstack([W, b]).astype(np.float64) for W, b in zip(parameters[::2], parameters[1::2])]


def cut(matrices):
    return [part.copy() for V in matrices for part in (V[:-1], V[-1])]


def ones_below(A):
    return np.vstack([A, np.ones(A.shape[1])])


def sigma(Z):
    E = np.exp(-abs(Z))
    return np.where(Z > 0, 1 / (1 + E), E / (1 + E))


F = {"relu": lambda Z: (Z + abs(Z)) / 2, "tanh": np.tanh, "sigmoid": sigma}
DF = {
    "relu": lambda A: np.sign(A),
    "tanh": lambda A: (1 - A) * (1 + A),
    "sigmoid": lambda A: A * (1 - A),
}


def climb(Vs, A, activation, top):
    """top(logits) gives (value, dlogits); returns the value, dA and the gradients of Vs"""
    B = ones_below(A)
    Z = Vs[0].T @ B
    if len(Vs) == 1:
        value, D = top(Z)
        above = []
    else:
        H = F[activation](Z)
        value, dH, above = climb(Vs[1:], H, activation, top)
        D = dH * DF[activation](H)
    return value, (Vs[0] @ D)[:-1], [B @ D.T] + above


def cross_entropy(gold):
    def top(Z):
        columns = np.arange(Z.shape[1])
        S = Z - Z.max(axis=0)
        logsum = np.log(np.exp(S).sum(axis=0))
        D = np.exp(S - logsum)
        D[gold, columns] -= 1
        return (logsum - S[gold, columns]).mean(), D / Z.shape[1]

    return top


def no_bias(V):
    return np.vstack([V[:-1], np.zeros(V.shape[1])])


class Update:
    """the sums over all gradients so far, scaled as each rule wants it"""

    def __init__(self, name, hyper):
        self.name = name
        self.h = {"epsilon": 1e-8, **hyper}
        self.past = []

    def decayed(self, beta, power=1):
        # Horner over the past
        total = [0.0] * len(self.past[0]) if self.past else None
        for g in self.past:
            total = [beta * a + b**power for a, b in zip(total, g)]
        return total

    def __call__(self, Vs, gradient):
        alpha = self.h["alpha"]
        at = Vs
        if self.name == "nesterov" and self.past:
            beta = self.h["beta"]
            at = [V - beta * alpha * d for V, d in zip(Vs, self.decayed(beta))]
        g = gradient(at)
        self.past.append(g)
        if self.name == "sgd":
            return [V - alpha * d for V, d in zip(Vs, g)]
        if self.name in ("momentum", "nesterov"):
            return [V - alpha * d for V, d in zip(Vs, self.decayed(self.h["beta"]))]
        if self.name == "adagrad":
            first, factor, second = g, 1.0, self.decayed(1.0, 2)
        elif self.name == "rmsprop":
            first, factor, second = g, 1 - self.h["beta"], self.decayed(self.h["beta"], 2)
        else:
            t = len(self.past)
            c1 = (1 - self.h["beta1"]) / (1 - self.h["beta1"] ** t)
            first = [c1 * s for s in self.decayed(self.h["beta1"])]
            factor = (1 - self.h["beta2"]) / (1 - self.h["beta2"] ** t)
            second = self.decayed(self.h["beta2"], 2)
        return [
            V - alpha * s / np.sqrt(factor * r + self.h["epsilon"])
            for V, s, r in zip(Vs, first, second)
        ]


def train(parameters, data, settings):
    columns = {name: (X.T, np.asarray(gold)) for name, (X, gold) in data.items()}
    activation, lam, m = settings["activation"], settings["lam"], settings["m"]
    update = Update(settings["optimizer"], settings["hyperparameters"])
    X, gold = columns["train"]
    weights = [join(parameters)]
    curves = {"train": [], "dev": []}
    for order in settings["permutations"]:
        Vs = weights[-1]
        parts = -(-len(order) // m)
        for part in range(parts):
            chosen = np.asarray(order)[part * m : min((part + 1) * m, len(order))]

            def gradient(at):
                grads = climb(at, X[:, chosen], activation, cross_entropy(gold[chosen]))[2]
                return [G + 2 * lam * no_bias(V) for G, V in zip(grads, at)]

            Vs = update(Vs, gradient)
        weights.append(Vs)
        for name, (inputs, labels) in columns.items():
            curves[name].append(climb(Vs, inputs, activation, cross_entropy(labels))[0])
        best, last = early_stopping(curves["dev"], settings["patience"])
        if last - best == settings["patience"]:
            break
    return {
        "train_losses": np.array(curves["train"]),
        "dev_losses": np.array(curves["dev"]),
        "best_epoch": best,
        "parameters": cut(weights[best + 1]),
    }
