"""Style: functional, every optimizer a pure function (theta, state, gradient) -> (theta, state); einsum."""

import numpy as np


def early_stopping(dev_losses, patience):
    losses = list(dev_losses)
    best = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(losses) - 1


def tree_map(f, *trees):
    return [f(*leaves) for leaves in zip(*trees)]


def adam_rule(theta, state, gradient, alpha, beta1=0.9, beta2=0.999, epsilon=1e-8):
    g = gradient(theta)
    t, s, r = (
        state if state is not None else (0, tree_map(np.zeros_like, g), tree_map(np.zeros_like, g))
    )
    t = t + 1
    s = tree_map(lambda a, b: beta1 * a + (1 - beta1) * b, s, g)
    r = tree_map(lambda a, b: beta2 * a + (1 - beta2) * b * b, r, g)

    def move(w, a, b):
        return w - alpha * (a / (1 - beta1**t)) / np.sqrt(b / (1 - beta2**t) + epsilon)

    return tree_map(move, theta, s, r), (t, s, r)


def sgd_rule(theta, state, gradient, alpha):
    return tree_map(lambda w, g: w - alpha * g, theta, gradient(theta)), None


def momentum_rule(theta, state, gradient, alpha, beta):
    v = state or tree_map(np.zeros_like, theta)
    v = tree_map(lambda a, g: beta * a - alpha * g, v, gradient(theta))
    return tree_map(np.add, theta, v), v


def nesterov_rule(theta, state, gradient, alpha, beta):
    v = state or tree_map(np.zeros_like, theta)
    ahead = tree_map(lambda w, a: w + beta * a, theta, v)
    g = gradient(ahead)
    return (
        tree_map(lambda w, b: w - alpha * b, ahead, g),
        tree_map(lambda a, b: beta * a - alpha * b, v, g),
    )


def adagrad_rule(theta, state, gradient, alpha, epsilon=1e-8):
    g = gradient(theta)
    r = tree_map(lambda a, b: a + b**2, state or tree_map(np.zeros_like, g), g)
    return tree_map(lambda w, a, b: w - alpha / np.sqrt(a + epsilon) * b, theta, r, g), r


def rmsprop_rule(theta, state, gradient, alpha, beta, epsilon=1e-8):
    g = gradient(theta)
    r = tree_map(lambda a, b: beta * a + (1 - beta) * b**2, state or tree_map(np.zeros_like, g), g)
    return tree_map(lambda w, a, b: w - alpha / np.sqrt(a + epsilon) * b, theta, r, g), r


RULES = {
    "sgd": sgd_rule,
    "momentum": momentum_rule,
    "nesterov": nesterov_rule,
    "adagrad": adagrad_rule,
    "rmsprop": rmsprop_rule,
    "adam": adam_rule,
}


def penalised(theta, g, lam):
    return tree_map(lambda w, d: d + 2.0 * lam * w if w.ndim == 2 else d, theta, g)


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    theta = [w.astype(np.float64) for w in theta]
    gradients = [g.astype(np.float64) for g in gradients]
    new, inner = adam_rule(
        theta,
        state.get("adam"),
        lambda w: penalised(w, gradients, lam),
        alpha,
        beta1,
        beta2,
        epsilon,
    )
    return new, {"adam": inner}


def accuracy(logits, gold):
    return float(np.mean(np.argmax(logits, axis=1) == gold))


def generalization_gap(train_losses, dev_losses):
    return np.subtract(dev_losses, train_losses, dtype=np.float64)


def select_hyperparameters(dev_losses):
    return min(dev_losses, key=lambda setting: min(dev_losses[setting]))


F = {
    "relu": (lambda z: np.where(z > 0, z, 0.0), lambda a: np.where(a > 0, 1.0, 0.0)),
    "tanh": (np.tanh, lambda a: 1.0 - np.square(a)),
    "sigmoid": (lambda z: np.exp(-np.logaddexp(0, -z)), lambda a: a - np.square(a)),
}


def layers(theta, X, activation):
    A = [X]
    for W, b in zip(theta[:-2:2], theta[1:-2:2]):
        A.append(F[activation][0](np.einsum("mi,ij->mj", A[-1], W) + b))
    return A, np.einsum("mi,ij->mj", A[-1], theta[-2]) + theta[-1]


def log_softmax(z):
    return z - np.logaddexp.reduce(z, axis=1)[:, None]


def loss(theta, X, gold, activation):
    logp = log_softmax(layers(theta, X, activation)[1])
    return -np.mean(logp[np.arange(len(gold)), gold])


def loss_gradient(theta, X, gold, activation):
    A, z = layers(theta, X, activation)
    d = np.exp(log_softmax(z)) / len(gold)
    d[np.arange(len(gold)), gold] -= 1.0 / len(gold)
    out = []
    for W, a in zip(theta[-2::-2], A[::-1]):
        out = [np.einsum("mi,mj->ij", a, d), d.sum(0)] + out
        d = np.einsum("mj,ij->mi", d, W) * F[activation][1](a)
    return out


def train(parameters, data, settings):
    activation, lam, m = settings["activation"], settings["lam"], settings["m"]
    rule = RULES[settings["optimizer"]]
    X, gold = data["train"]
    snapshots = [[np.array(p, dtype=np.float64) for p in parameters]]
    state = None
    history = {"train": [], "dev": []}
    for permutation in settings["permutations"]:
        theta = snapshots[-1]
        for rows in np.split(np.asarray(permutation), range(m, len(permutation), m)):

            def gradient(w, rows=rows):
                return penalised(w, loss_gradient(w, X[rows], gold[rows], activation), lam)

            theta, state = rule(theta, state, gradient, **settings["hyperparameters"])
        snapshots.append(theta)
        for name in history:
            history[name].append(loss(theta, *data[name], activation))
        best, last = early_stopping(history["dev"], settings["patience"])
        if last - best >= settings["patience"]:
            break
    return {
        "train_losses": np.array(history["train"]),
        "dev_losses": np.array(history["dev"]),
        "best_epoch": best,
        "parameters": snapshots[best + 1],
    }
