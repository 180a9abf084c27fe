"""Style: generators for the epochs, the minibatches and the updates; itertools."""

from itertools import accumulate, count, islice, takewhile

import numpy as np


def progress(losses, patience):
    """(epoch, best_epoch) until patience runs out"""
    best, best_epoch = None, 0
    for epoch, loss in enumerate(losses):
        if best is None or loss < best:
            best, best_epoch = loss, epoch
        yield epoch, best_epoch
        if epoch - best_epoch == patience:
            return


def early_stopping(dev_losses, patience):
    epoch, best_epoch = list(progress(dev_losses, patience))[-1]
    return best_epoch, epoch


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    """the state is a tuple (s_hat, r_hat, t) for each tensor, the moments already corrected"""
    new_theta, new_state = [], {}
    for k, (w, g) in enumerate(zip(theta, gradients)):
        s, r, t = state.get(k, (0.0, 0.0, 0))
        t = t + 1
        g = g + (2.0 * lam) * w * (w.ndim == 2)
        a = (1 - beta1) / (1 - beta1**t)
        b = (1 - beta2) / (1 - beta2**t)
        s = (1 - a) * s + a * g
        r = (1 - b) * r + b * np.square(g)
        new_theta.append(w - alpha * s * (r + epsilon) ** -0.5)
        new_state[k] = (s, r, t)
    return new_theta, new_state


def accuracy(logits, gold):
    predicted = np.fromiter(
        (max(range(len(row)), key=row.__getitem__) for row in logits.tolist()), dtype=int
    )
    return np.equal(predicted, gold).mean()


def generalization_gap(train_losses, dev_losses):
    return np.fromiter((d - t for t, d in zip(train_losses, dev_losses)), dtype=np.float64)


def select_hyperparameters(dev_losses):
    pairs = (
        (min(losses), number, setting)
        for number, (setting, losses) in enumerate(dev_losses.items())
    )
    return min(pairs, key=lambda p: p[:2])[2]


def f(z, activation):
    match activation:
        case "relu":
            return np.fmax(z, 0)
        case "tanh":
            return np.tanh(z)
        case "sigmoid":
            return 1 / (1 + np.exp(-z))


def backward_through(z, activation):
    match activation:
        case "relu":
            return np.heaviside(z, 0.0)
        case "tanh":
            return 1 - np.tanh(z) ** 2
        case "sigmoid":
            return f(z, activation) * f(-z, activation)


def pairs(theta):
    it = iter(theta)
    return list(zip(it, it))


def pre_activations(theta, X, activation):
    (W, b), *rest = pairs(theta)

    def layer(z, wb):
        return f(z, activation) @ wb[0] + wb[1]

    return list(accumulate(rest, layer, initial=X @ W + b))


def cross_entropy(theta, X, gold, activation):
    z = pre_activations(theta, X, activation)[-1]
    best = z.max(axis=1)
    return (np.log(np.exp(z.T - best).sum(axis=0)) + best - np.choose(gold, z.T)).mean()


def gradient_at(theta, X, gold, activation, lam):
    zs = pre_activations(theta, X, activation)
    z = zs.pop()
    e = np.exp(z.T - z.max(axis=1))
    delta = (e / e.sum(axis=0)).T
    delta -= np.identity(z.shape[1])[gold]
    delta /= len(z)
    grads = []
    for W, b in reversed(pairs(theta)):
        A = f(zs[-1], activation) if zs else X
        grads += [delta.sum(axis=0), A.T.dot(delta) + 2 * lam * W]
        if zs:
            delta = delta.dot(W.T) * backward_through(zs.pop(), activation)
    return grads[::-1]


def updates(name, hyper):
    """a coroutine for each tensor: first gives the lookahead, then takes g and gives the change"""
    alpha, epsilon = hyper["alpha"], hyper.get("epsilon", 1e-8)
    beta, beta1, beta2 = (hyper.get(key, 0.0) for key in ("beta", "beta1", "beta2"))
    v = r = s = 0.0
    p1 = p2 = 1.0
    while True:
        g = yield beta * v if name == "nesterov" else 0.0
        if name == "sgd":
            change = -alpha * g
        elif name in ("momentum", "nesterov"):
            change = v = beta * v - alpha * g
        elif name == "adagrad":
            r = r + g * g
            change = -alpha * g / np.sqrt(r + epsilon)
        elif name == "rmsprop":
            r = r + (1 - beta) * (g * g - r)
            change = -alpha * g / np.sqrt(r + epsilon)
        else:
            s = s + (1 - beta1) * (g - s)
            r = r + (1 - beta2) * (g * g - r)
            p1, p2 = p1 * beta1, p2 * beta2
            change = -alpha * (s / (1 - p1)) / np.sqrt(r / (1 - p2) + epsilon)
        yield change


def batches(permutation, m):
    it = iter(permutation)
    return takewhile(len, (list(islice(it, m)) for _ in count()))


def epochs(theta, data, settings):
    """theta after each epoch"""
    X, gold = data["train"]
    workers = [updates(settings["optimizer"], settings["hyperparameters"]) for _ in theta]
    for permutation in settings["permutations"]:
        for batch in batches(permutation, settings["m"]):
            ahead = [w + next(u) for w, u in zip(theta, workers)]
            g = gradient_at(ahead, X[batch], gold[batch], settings["activation"], settings["lam"])
            theta = [w + u.send(d) for w, u, d in zip(theta, workers, g)]
        yield theta


def train(parameters, data, settings):
    log = []

    def dev_losses():
        for theta in epochs([np.asarray(p, dtype=np.float64) for p in parameters], data, settings):
            losses = [
                cross_entropy(theta, *data[part], settings["activation"])
                for part in ("train", "dev")
            ]
            log.append((theta, *losses))
            yield losses[1]

    *_, (_, best_epoch) = progress(dev_losses(), settings["patience"])
    thetas, train_curve, dev_curve = zip(*log)
    return {
        "train_losses": np.array(train_curve),
        "dev_losses": np.array(dev_curve),
        "best_epoch": best_epoch,
        "parameters": list(thetas[best_epoch]),
    }
