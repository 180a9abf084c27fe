"""Style: plain loops over examples, layers and tensors; one long train function."""

import math

import numpy as np


def early_stopping(dev_losses, patience):
    best_epoch = 0
    best = math.inf
    waited = 0
    last_epoch = -1
    for loss in dev_losses:
        last_epoch += 1
        if loss < best:
            best = loss
            best_epoch = last_epoch
            waited = 0
        else:
            waited += 1
        if waited == patience:
            break
    return best_epoch, last_epoch


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    if state == {}:
        s = [np.zeros(w.shape) for w in theta]
        r = [np.zeros(w.shape) for w in theta]
        t = 0
    else:
        s = [a.copy() for a in state["s"]]
        r = [a.copy() for a in state["r"]]
        t = state["t"]
    t += 1
    new = []
    for k in range(len(theta)):
        w = np.array(theta[k], dtype=float)
        for idx in np.ndindex(w.shape):
            g = float(gradients[k][idx])
            if w.ndim == 2:
                g += 2 * lam * float(theta[k][idx])
            s[k][idx] = beta1 * s[k][idx] + (1 - beta1) * g
            r[k][idx] = beta2 * r[k][idx] + (1 - beta2) * g * g
            s_hat = s[k][idx] / (1 - beta1**t)
            r_hat = r[k][idx] / (1 - beta2**t)
            w[idx] -= alpha / math.sqrt(r_hat + epsilon) * s_hat
        new.append(w)
    return new, {"s": s, "r": r, "t": t}


def accuracy(logits, gold):
    right = 0
    for row, c in zip(logits, gold):
        best = 0
        for k in range(1, len(row)):
            if row[k] > row[best]:
                best = k
        if best == c:
            right += 1
    return right / len(gold)


def generalization_gap(train_losses, dev_losses):
    gap = np.zeros(len(train_losses))
    for i in range(len(gap)):
        gap[i] = float(dev_losses[i]) - float(train_losses[i])
    return gap


def select_hyperparameters(dev_losses):
    winner = None
    smallest = None
    for setting in dev_losses:
        for loss in dev_losses[setting]:
            if smallest is None or loss < smallest:
                smallest = loss
                winner = setting
    return winner


def act(z, activation):
    if activation == "relu":
        return np.maximum(z, 0.0)
    if activation == "tanh":
        return np.tanh(z)
    return 1 / (1 + np.exp(-z))


def slope(a, activation):
    if activation == "relu":
        return (a > 0) * 1.0
    if activation == "tanh":
        return 1 - a**2
    return a * (1 - a)


def forward(parameters, x, activation):
    layers = [x]
    for i in range(0, len(parameters), 2):
        z = layers[-1] @ parameters[i] + parameters[i + 1]
        if i < len(parameters) - 2:
            z = act(z, activation)
        layers.append(z)
    return layers


def loss_of(z, c):
    top = z.max()
    return top + math.log(np.exp(z - top).sum()) - z[c]


def gradient_of_batch(parameters, X, gold, activation):
    grads = [np.zeros(p.shape) for p in parameters]
    for x, c in zip(X, gold):
        layers = forward(parameters, x, activation)
        e = np.exp(layers[-1] - layers[-1].max())
        d = e / e.sum()
        d[c] -= 1
        for i in range(len(parameters) - 2, -1, -2):
            a = layers[i // 2]
            grads[i] += a[:, None] * d
            grads[i + 1] += d
            if i > 0:
                d = (parameters[i] @ d) * slope(a, activation)
    for g in grads:
        g /= len(X)
    return grads


def train(parameters, data, settings):
    X, gold = data["train"]
    dev_X, dev_gold = data["dev"]
    activation = settings["activation"]
    m = settings["m"]
    lam = settings["lam"]
    optimizer = settings["optimizer"]
    h = settings["hyperparameters"]
    alpha = h["alpha"]
    epsilon = h.get("epsilon", 1e-8)

    theta = [np.array(p, dtype=float) for p in parameters]
    v = [np.zeros(p.shape) for p in theta]
    s = [np.zeros(p.shape) for p in theta]
    r = [np.zeros(p.shape) for p in theta]
    t = 0
    train_losses = []
    dev_losses = []
    best_theta = theta

    for permutation in settings["permutations"]:
        start = 0
        while start < len(permutation):
            batch = permutation[start : start + m]
            start += m
            at = theta
            if optimizer == "nesterov":
                at = [theta[k] + h["beta"] * v[k] for k in range(len(theta))]
            g = gradient_of_batch(at, X[batch], gold[batch], activation)
            for k in range(0, len(g), 2):
                g[k] += 2 * lam * at[k]
            t += 1
            new = []
            for k in range(len(theta)):
                if optimizer == "sgd":
                    new.append(theta[k] - alpha * g[k])
                elif optimizer == "momentum" or optimizer == "nesterov":
                    v[k] = h["beta"] * v[k] - alpha * g[k]
                    new.append(theta[k] + v[k])
                elif optimizer == "adagrad":
                    r[k] = r[k] + g[k] ** 2
                    new.append(theta[k] - alpha / np.sqrt(r[k] + epsilon) * g[k])
                elif optimizer == "rmsprop":
                    r[k] = h["beta"] * r[k] + (1 - h["beta"]) * g[k] ** 2
                    new.append(theta[k] - alpha / np.sqrt(r[k] + epsilon) * g[k])
                elif optimizer == "adam":
                    s[k] = h["beta1"] * s[k] + (1 - h["beta1"]) * g[k]
                    r[k] = h["beta2"] * r[k] + (1 - h["beta2"]) * g[k] ** 2
                    s_hat = s[k] / (1 - h["beta1"] ** t)
                    r_hat = r[k] / (1 - h["beta2"] ** t)
                    new.append(theta[k] - alpha / np.sqrt(r_hat + epsilon) * s_hat)
            theta = new
        total = 0.0
        for x, c in zip(X, gold):
            total += loss_of(forward(theta, x, activation)[-1], c)
        train_losses.append(total / len(X))
        total = 0.0
        for x, c in zip(dev_X, dev_gold):
            total += loss_of(forward(theta, x, activation)[-1], c)
        dev_losses.append(total / len(dev_X))
        best_epoch, last_epoch = early_stopping(dev_losses, settings["patience"])
        if best_epoch == len(dev_losses) - 1:
            best_theta = theta
        if len(dev_losses) - 1 - best_epoch >= settings["patience"]:
            break
    return {
        "train_losses": np.array(train_losses),
        "dev_losses": np.array(dev_losses),
        "best_epoch": best_epoch,
        "parameters": [p.copy() for p in best_theta],
    }
