"""Style: all parameters of the network in one flat vector with a mask for the weights."""

import numpy as np


def early_stopping(dev_losses, patience):
    losses = np.asarray(dev_losses, dtype=float)
    best_before = np.minimum.accumulate(np.concatenate([[np.inf], losses[:-1]]))
    better = np.flatnonzero(losses < best_before)
    ends = np.append(better[1:], len(losses))  # where the next better one comes
    for e, nxt in zip(better, ends):
        if nxt - e > patience:
            return int(e), int(e + patience)
    return int(better[-1]), len(losses) - 1


def flat(arrays):
    return np.concatenate([np.ravel(a) for a in arrays]).astype(np.float64)


class Layout:
    def __init__(self, arrays):
        self.shapes = [a.shape for a in arrays]
        sizes = [a.size for a in arrays]
        self.stops = np.cumsum(sizes)
        self.weights = np.repeat([a.ndim == 2 for a in arrays], sizes).astype(float)

    def split(self, vector):
        return [v.reshape(s) for v, s in zip(np.split(vector, self.stops[:-1]), self.shapes)]


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    layout = Layout(theta)
    w = flat(theta)
    g = flat(gradients) + 2 * lam * layout.weights * w
    M = state.get("M", np.zeros((2, w.size)))
    t = state.get("t", 0) + 1
    beta = np.array([[beta1], [beta2]])
    M = beta * M + (1 - beta) * np.array([g, g * g])
    s_hat, r_hat = M / (1 - beta**t)
    new = w - alpha * s_hat / np.sqrt(r_hat + epsilon)
    return [a.copy() for a in layout.split(new)], {"M": M, "t": t}


def accuracy(logits, gold):
    top = np.max(logits, axis=1, keepdims=True)
    first = (logits == top).cumsum(axis=1).cumsum(axis=1) == 1
    return np.count_nonzero(first[np.arange(len(gold)), gold]) / len(gold)


def generalization_gap(train_losses, dev_losses):
    return np.array(dev_losses, dtype=float) - np.array(train_losses, dtype=float)


def select_hyperparameters(dev_losses):
    names = list(dev_losses)
    return names[int(np.argmin([np.min(dev_losses[n]) for n in names]))]


class Objective:
    def __init__(self, layout, activation, lam):
        self.layout, self.activation, self.lam = layout, activation, lam

    def forward(self, w, X):
        p = self.layout.split(w)
        A, Z = [X], None
        for i in range(0, len(p), 2):
            if Z is not None:
                A.append(self.f(Z))
            Z = np.dot(A[-1], p[i]) + p[i + 1]
        return p, A, Z

    def f(self, Z):
        if self.activation == "relu":
            return Z * (Z > 0)
        if self.activation == "tanh":
            return np.tanh(Z)
        return 0.5 + 0.5 * np.tanh(Z / 2)

    def df(self, A):
        if self.activation == "relu":
            return A > 0
        if self.activation == "tanh":
            return 1 - A * A
        return A * (1 - A)

    def loss(self, w, X, gold):
        Z = self.forward(w, X)[2]
        margins = Z - np.take_along_axis(
            Z, np.asarray(gold)[:, None], axis=1
        )  # against the gold logit
        top = margins.max(axis=1)
        return np.mean(top + np.log(np.sum(np.exp(margins - top[:, None]), axis=1)))

    def gradient(self, w, X, gold):
        p, A, Z = self.forward(w, X)
        D = np.exp(Z - Z.max(axis=1, keepdims=True))
        D = (D / D.sum(axis=1, keepdims=True) - np.eye(Z.shape[1])[gold]) / len(X)
        out = np.empty_like(w)
        views = self.layout.split(out)
        for i in reversed(range(0, len(p), 2)):
            views[i][...] = np.dot(A[i // 2].T, D)
            views[i + 1][...] = D.sum(axis=0)
            if i:
                D = np.dot(D, p[i].T) * self.df(A[i // 2])
        return out + 2 * self.lam * self.layout.weights * w


def make_step(name, alpha=None, beta=None, beta1=None, beta2=None, epsilon=1e-8):
    memory = {"v": 0.0, "s": 0.0, "r": 0.0, "t": 0}

    def step(w, grad):
        if name == "nesterov":
            v = beta * memory["v"] - alpha * grad(w + beta * memory["v"])
            memory["v"] = v
            return w + v
        g = grad(w)
        if name == "sgd":
            return w - alpha * g
        if name == "momentum":
            memory["v"] = beta * memory["v"] - alpha * g
            return w + memory["v"]
        if name == "adagrad":
            memory["r"] = memory["r"] + g * g
            return w - alpha * g / np.sqrt(memory["r"] + epsilon)
        if name == "rmsprop":
            memory["r"] = beta * memory["r"] + (1 - beta) * g * g
            return w - alpha * g / np.sqrt(memory["r"] + epsilon)
        memory["t"] += 1
        memory["s"] = beta1 * memory["s"] + (1 - beta1) * g
        memory["r"] = beta2 * memory["r"] + (1 - beta2) * g * g
        c1, c2 = 1 - beta1 ** memory["t"], 1 - beta2 ** memory["t"]
        return w - alpha * np.sqrt(c2) / c1 * memory["s"] / np.sqrt(memory["r"] + c2 * epsilon)

    return step


def train(parameters, data, settings):
    layout = Layout(parameters)
    w = flat(parameters)
    objective = Objective(layout, settings["activation"], settings["lam"])
    step = make_step(settings["optimizer"], **settings["hyperparameters"])
    X, gold = data["train"]
    rows, table = [], []
    for perm in settings["permutations"]:
        for at in range(0, len(perm), settings["m"]):
            batch = perm[at : at + settings["m"]]
            w = step(w, lambda u: objective.gradient(u, X[batch], gold[batch]))
        rows.append(w)
        table.append((objective.loss(w, X, gold), objective.loss(w, *data["dev"])))
        best = int(np.argmin([dev for _, dev in table]))
        if len(table) - 1 - best == settings["patience"]:
            break
    train_losses, dev_losses = np.array(table).T.copy()
    return {
        "train_losses": train_losses,
        "dev_losses": dev_losses,
        "best_epoch": best,
        "parameters": [a.copy() for a in layout.split(rows[best])],
    }
