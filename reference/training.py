"""A whole training run (slides "Machine Learning Basics" and "Stochastic Gradient Descent"):
generalization, early stopping, L2 regularization, hyperparameter selection.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .gradient_descent import minibatches
from .losses import cross_entropy_logits, l2_grad
from .network import mlp_backward, mlp_forward
from .optimizers import SGD, AdaGrad, Adam, Momentum, Nesterov, RMSProp

__all__ = [
    "OPTIMIZERS",
    "accuracy",
    "adam_l2_step",
    "early_stopping",
    "generalization_gap",
    "regularize",
    "select_hyperparameters",
    "train",
]

Arrays = list[np.ndarray]

OPTIMIZERS: dict[str, Any] = {
    "sgd": SGD,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "adagrad": AdaGrad,
    "rmsprop": RMSProp,
    "adam": Adam,
}


def early_stopping(dev_losses: Sequence[float], patience: int) -> tuple[int, int]:
    """(best_epoch, last_epoch), counted from 0.

    An epoch is better only if it is strictly below the best so far; training stops after
    `patience` epochs in a row without a better one, or at the end.  The first epoch is always
    better than nothing.
    """
    best_epoch, best, waited = 0, dev_losses[0], 0
    for epoch in range(1, len(dev_losses)):
        if dev_losses[epoch] < best:
            best_epoch, best, waited = epoch, dev_losses[epoch], 0
        else:
            waited += 1
        if waited == patience:
            return best_epoch, epoch
    return best_epoch, len(dev_losses) - 1


def regularize(theta: Arrays, gradients: Arrays, lam: float) -> Arrays:
    """The gradient of J + lambda ||theta||^2, of which arrays of two dimensions are part."""
    return [g + l2_grad(p, lam) if np.ndim(p) == 2 else g for p, g in zip(theta, gradients)]


def adam_l2_step(
    theta: Arrays,
    gradients: Arrays,
    state: Mapping[str, Any],
    lam: float,
    alpha: float,
    beta1: float,
    beta2: float,
    epsilon: float,
) -> tuple[Arrays, dict[str, Any]]:
    """One step of Adam on J + lambda ||theta||^2: the penalty joins g before the moments.

    AdamW, which shrinks theta outside the moments, is another algorithm.  Returns (theta, state);
    state is {} at first.
    """
    g = regularize(theta, gradients, lam)
    t = state.get("t", 0) + 1
    s = state.get("s", [np.zeros(np.shape(p)) for p in theta])
    r = state.get("r", [np.zeros(np.shape(p)) for p in theta])
    s = [beta1 * s_i + (1 - beta1) * g_i for s_i, g_i in zip(s, g)]
    r = [beta2 * r_i + (1 - beta2) * g_i**2 for r_i, g_i in zip(r, g)]
    s_hat = [s_i / (1 - beta1**t) for s_i in s]
    r_hat = [r_i / (1 - beta2**t) for r_i in r]
    theta = [p - alpha / np.sqrt(r_i + epsilon) * s_i for p, s_i, r_i in zip(theta, s_hat, r_hat)]
    return theta, {"t": t, "s": s, "r": r}


def accuracy(logits: np.ndarray, gold: np.ndarray) -> float:
    """The share of examples whose largest logit is the gold class's; of equal ones, the first."""
    return np.mean(np.argmax(logits, axis=1) == gold)


def generalization_gap(train_losses: np.ndarray, dev_losses: np.ndarray) -> np.ndarray:
    """Per epoch, dev loss minus train loss: the estimate of how much the model overfits."""
    return np.asarray(dev_losses, dtype=np.float64) - np.asarray(train_losses)


def select_hyperparameters(dev_losses: Mapping[Any, Sequence[float]]) -> Any:
    """The setting whose smallest dev loss is the smallest; of equal ones, the first."""
    return min(dev_losses, key=lambda setting: min(dev_losses[setting]))


def train(
    parameters: Arrays,
    data: Mapping[str, tuple[np.ndarray, np.ndarray]],
    settings: Mapping[str, Any],
) -> dict[str, Any]:
    """Trains an MLP classifier on data["train"], with early stopping on data["dev"].

    One permutation of the training examples per epoch; g is the mean gradient of a minibatch of m
    plus that of the L2 penalty.  Returns "train_losses" and "dev_losses" (mean cross-entropy after
    each epoch, without the penalty), "best_epoch", and "parameters", those after best_epoch.
    """
    X, gold = data["train"]
    X_dev, gold_dev = data["dev"]
    activation, lam = settings["activation"], settings["lam"]
    optimizer = OPTIMIZERS[settings["optimizer"]](**settings["hyperparameters"])
    theta = list(parameters)
    train_losses: list[float] = []
    dev_losses: list[float] = []
    history: list[Arrays] = []
    for permutation in settings["permutations"]:
        for batch in minibatches(permutation, settings["m"]):

            def gradient(at: Arrays, batch: np.ndarray = batch) -> Arrays:
                return regularize(at, mlp_backward(at, X[batch], gold[batch], activation), lam)

            theta = optimizer.step(theta, gradient)
        train_losses.append(cross_entropy_logits(mlp_forward(theta, X, activation), gold))
        dev_losses.append(cross_entropy_logits(mlp_forward(theta, X_dev, activation), gold_dev))
        history.append(theta)
        best_epoch, last_epoch = early_stopping(dev_losses, settings["patience"])
        if last_epoch - best_epoch == settings["patience"]:
            break
    return {
        "train_losses": np.array(train_losses),
        "dev_losses": np.array(dev_losses),
        "best_epoch": best_epoch,
        "parameters": history[best_epoch],
    }
