"""The training run in torch, and by brute force what torch has no say in."""

from typing import Any

import numpy as np
import torch
import torch.nn.functional as nn

from . import witness
from .backprop import logits
from .steppers import InsideAdam, InsideRMSProp, drive
from .tensors import array, index, leaf, number, tensor


@witness("brute force over all epochs")
def early_stopping(dev_losses: Any, patience: int) -> tuple[int, int]:
    """The last epoch is the first with `patience` epochs behind it, none of them better."""
    losses = list(dev_losses)
    stops = [
        last
        for last in range(patience, len(losses))
        if min(losses[last - patience + 1 : last + 1]) >= min(losses[: last - patience + 1])
    ]
    last = min(stops, default=len(losses) - 1)
    seen = losses[: last + 1]
    return seen.index(min(seen)), last


def _decayed(theta: Any, lam: float) -> list[dict[str, Any]]:
    """Parameter groups: weight_decay = 2 lambda for arrays of two dimensions, none for others."""
    weights = [p for p in theta if p.dim() == 2]
    others = [p for p in theta if p.dim() != 2]
    groups = [{"params": weights, "weight_decay": 2 * lam}, {"params": others, "weight_decay": 0.0}]
    return [group for group in groups if group["params"]]


@witness("a torch Adam with epsilon inside and weight_decay = 2 lambda")
def adam_l2_step(args: Any, theta: Any, gradient: Any, steps: int) -> list[list[np.ndarray]]:
    lam, alpha, beta1, beta2, epsilon = args

    def make(parameters: Any) -> torch.optim.Optimizer:
        return InsideAdam(_decayed(parameters, lam), lr=alpha, betas=(beta1, beta2), eps=epsilon)

    return drive(make, theta, gradient, steps)


@witness("torch.argmax")
def accuracy(z: Any, gold: Any) -> float:
    return number((torch.argmax(tensor(z), dim=1) == index(gold)).double().mean())


@witness("torch.sub")
def generalization_gap(train_losses: Any, dev_losses: Any) -> np.ndarray:
    return array(torch.sub(tensor(dev_losses), tensor(train_losses)))


@witness("sorting all losses")
def select_hyperparameters(dev_losses: Any) -> Any:
    settings = list(dev_losses)
    everything = sorted((loss, k) for k, name in enumerate(settings) for loss in dev_losses[name])
    return settings[everything[0][1]]


def _optimizer(name: str, theta: Any, hyper: dict[str, float], lam: float) -> Any:
    """The torch optimizer of that name; the penalty is left to weight_decay where torch has it."""
    alpha, groups = hyper.get("alpha", 0.001), _decayed(theta, lam)
    epsilon = hyper.get("epsilon", 1e-8)
    if name in ("sgd", "momentum", "nesterov"):
        momentum = hyper.get("beta", 0.0)
        return torch.optim.SGD(groups, lr=alpha, momentum=momentum, nesterov=name == "nesterov")
    if name == "adagrad":
        return torch.optim.Adagrad(groups, lr=alpha, eps=0, initial_accumulator_value=epsilon)
    if name == "rmsprop":
        return InsideRMSProp(theta, lr=alpha, beta=hyper["beta"], eps=epsilon)
    betas = (hyper.get("beta1", 0.9), hyper.get("beta2", 0.999))
    return InsideAdam(groups, lr=alpha, betas=betas, eps=epsilon)


@witness("torch autograd, cross_entropy and torch.optim")
def train(parameters: Any, data: Any, settings: Any) -> dict[str, Any]:
    """The same run; torch's Nesterov keeps the lookahead, and is mapped back for the losses."""
    theta = [leaf(p) for p in parameters]
    name, hyper, lam = settings["optimizer"], settings["hyperparameters"], settings["lam"]
    optimizer = _optimizer(name, theta, hyper, lam)
    activation = settings["activation"]

    def loss(at: Any, X: Any, gold: Any) -> torch.Tensor:
        return nn.cross_entropy(logits(at, tensor(X), activation), index(gold))

    history: dict[str, list[float]] = {"train": [], "dev": []}
    kept: list[list[np.ndarray]] = []
    for order in settings["permutations"]:
        for batch in torch.split(torch.tensor(order), settings["m"]):
            optimizer.zero_grad()
            X, gold = (part[batch.numpy()] for part in data["train"])
            objective = loss(theta, X, gold)
            if name == "rmsprop":  # ours takes the penalty from autograd
                objective = objective + lam * sum((p * p).sum() for p in theta if p.dim() == 2)
            objective.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        at = [p.detach() for p in theta]
        if name == "nesterov":
            factor = hyper["alpha"] * hyper["beta"]
            at = [
                p + factor * optimizer.state[q]["momentum_buffer"]
                for p, q in zip(at, theta, strict=True)
            ]
        kept.append([array(p) for p in at])
        for part in ("train", "dev"):
            history[part].append(number(loss(at, *data[part])))
        best, last = early_stopping(history["dev"], settings["patience"])
        if last - best == settings["patience"]:
            break
    return {
        "train_losses": np.array(history["train"]),
        "dev_losses": np.array(history["dev"]),
        "best_epoch": best,
        "parameters": kept[best],
    }
