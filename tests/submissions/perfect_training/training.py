import numpy as np

from nets import ACTIVATIONS, cross_entropy, gradients_of, logits_of
from rules import RULES


def early_stopping(dev_losses, patience):
    best = 0
    for epoch, loss in enumerate(dev_losses):
        if loss < dev_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, len(dev_losses) - 1


def adam_l2_step(theta, gradients, state, lam, alpha, beta1, beta2, epsilon):
    t = state["t"] + 1 if state else 1
    moments = state["moments"] if state else [(0.0, 0.0)] * len(theta)
    new_theta, new_moments = [], []
    for p, g, (s, r) in zip(theta, gradients, moments):
        if p.ndim == 2:
            g = g + 2 * lam * p
        s = beta1 * s + (1 - beta1) * g
        r = beta2 * r + (1 - beta2) * g * g
        new_moments.append((s, r))
        root = np.sqrt(r / (1 - beta2**t) + epsilon)
        new_theta.append(p - alpha * (s / (1 - beta1**t)) / root)
    return new_theta, {"t": t, "moments": new_moments}


def accuracy(logits, gold):
    hits = sum(int(np.argmax(row)) == k for row, k in zip(logits, gold))
    return hits / len(gold)


def generalization_gap(train_losses, dev_losses):
    return 1.0 * dev_losses - train_losses


def select_hyperparameters(dev_losses):
    best = None
    for setting, losses in dev_losses.items():
        if best is None or np.min(losses) < np.min(dev_losses[best]):
            best = setting
    return best


def train(parameters, data, settings):
    X, gold = data["train"]
    f = ACTIVATIONS[settings["activation"]]
    rule = RULES[settings["optimizer"]]
    theta, state = list(parameters), {}
    history = {"train_losses": [], "dev_losses": []}
    kept = []
    for order in settings["permutations"]:
        for start in range(0, len(order), settings["m"]):
            batch = order[start:start + settings["m"]]

            def gradient(at):
                g = gradients_of(at, X[batch], gold[batch], f)
                return [d + 2 * settings["lam"] * p if p.ndim == 2 else d for d, p in zip(g, at)]

            theta = rule(theta, gradient, state, **settings["hyperparameters"])
        kept.append(theta)
        for name in ("train", "dev"):
            history[name + "_losses"].append(cross_entropy(logits_of(theta, data[name][0], f), data[name][1]))
        best, last = early_stopping(history["dev_losses"], settings["patience"])
        if last - best >= settings["patience"]:
            break
    return {
        "train_losses": np.array(history["train_losses"]),
        "dev_losses": np.array(history["dev_losses"]),
        "best_epoch": best,
        "parameters": kept[best],
    }
