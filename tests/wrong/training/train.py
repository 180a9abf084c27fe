"""Right: a training run in one module, of which edits.yaml makes wrong ones."""

import numpy as np


def act(z, kind):
    if kind == "relu":
        return np.maximum(z, 0)
    if kind == "tanh":
        return np.tanh(z)
    return 1 / (1 + np.exp(-z))


def run(theta, X, kind):
    A = [np.asarray(X, float)]
    L = len(theta) // 2
    for l in range(L):
        z = A[-1] @ theta[2 * l] + theta[2 * l + 1]
        A.append(z if l == L - 1 else act(z, kind))
    return A


def log_softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def loss(theta, X, gold, kind):
    return -log_softmax(run(theta, X, kind)[-1])[np.arange(len(gold)), gold].mean()


def grads(theta, X, gold, kind, lam):
    A = run(theta, X, kind)
    d = np.exp(log_softmax(A[-1]))
    d[np.arange(len(gold)), gold] -= 1
    d /= len(gold)
    out = [None] * len(theta)
    for l in reversed(range(len(theta) // 2)):
        out[2 * l] = A[l].T @ d + 2 * lam * theta[2 * l]
        out[2 * l + 1] = d.sum(axis=0)
        if l:
            d = d @ theta[2 * l].T
            d = d * {"relu": A[l] > 0, "tanh": 1 - A[l] ** 2, "sigmoid": A[l] * (1 - A[l])}[kind]
    return out


def update(name, theta, g, st, h):
    """one step; st holds the state and is changed; g is a function of theta"""
    a, b, eps = h["alpha"], h.get("beta"), h.get("epsilon", 1e-8)
    if "v" not in st:
        for k in "vsr":
            st[k] = [np.zeros(p.shape) for p in theta]
        st["t"] = 0
    st["t"] += 1
    if name == "sgd":
        return [p - a * x for p, x in zip(theta, g(theta))]
    if name in ("momentum", "nesterov"):
        at = theta if name == "momentum" else [p + b * v for p, v in zip(theta, st["v"])]
        st["v"] = [b * v - a * x for v, x in zip(st["v"], g(at))]
        return [p + v for p, v in zip(theta, st["v"])]
    x = g(theta)
    if name == "adagrad":
        st["r"] = [r + y * y for r, y in zip(st["r"], x)]
        return [p - a * y / np.sqrt(r + eps) for p, y, r in zip(theta, x, st["r"])]
    if name == "rmsprop":
        st["r"] = [b * r + (1 - b) * y * y for r, y in zip(st["r"], x)]
        return [p - a * y / np.sqrt(r + eps) for p, y, r in zip(theta, x, st["r"])]
    b1, b2, t = h["beta1"], h["beta2"], st["t"]
    st["s"] = [b1 * s + (1 - b1) * y for s, y in zip(st["s"], x)]
    st["r"] = [b2 * r + (1 - b2) * y * y for r, y in zip(st["r"], x)]
    return [
        p - a * (s / (1 - b1**t)) / np.sqrt(r / (1 - b2**t) + eps)
        for p, s, r in zip(theta, st["s"], st["r"])
    ]


def train(parameters, data, settings):
    X, y = data["train"]
    Xd, yd = data["dev"]
    kind, lam, m = settings["activation"], settings["lam"], settings["m"]
    theta = [np.array(p, dtype=float) for p in parameters]
    state = {}
    tr, dev = [], []
    best, best_epoch, best_theta, bad = np.inf, 0, theta, 0
    for e, perm in enumerate(settings["permutations"]):
        for i in range(0, len(perm), m):
            idx = perm[i : i + m]
            f = lambda th: grads(th, X[idx], y[idx], kind, lam)
            theta = update(settings["optimizer"], theta, f, state, settings["hyperparameters"])
        tr.append(loss(theta, X, y, kind))
        dev.append(loss(theta, Xd, yd, kind))
        if dev[-1] < best:
            best, best_epoch, best_theta, bad = dev[-1], e, theta, 0
        else:
            bad += 1
            if bad >= settings["patience"]:
                break
    return {
        "train_losses": np.array(tr),
        "dev_losses": np.array(dev),
        "best_epoch": best_epoch,
        "parameters": best_theta,
    }
