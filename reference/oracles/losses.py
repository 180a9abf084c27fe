"""Losses and their gradients, asked of torch."""

from typing import Any

import numpy as np
import torch
import torch.nn.functional as nn

from . import witness
from .tensors import gradient_of, index, number, tensor


@witness("mse_loss(reduction='sum')")
def squared_error_sum(f: Any, y: Any) -> float:
    return number(nn.mse_loss(tensor(f), tensor(y), reduction="sum"))


@witness("mse_loss(reduction='mean')")
def mse(f: Any, y: Any) -> float:
    return number(nn.mse_loss(tensor(f), tensor(y)))


@witness("autograd of mse_loss")
def mse_grad(f: Any, y: Any) -> np.ndarray:
    return gradient_of(nn.mse_loss, f, tensor(y))


@witness("-Normal.log_prob")
def gaussian_nll(f: Any, y: Any, sigma: float) -> float:
    normal = torch.distributions.Normal(tensor(f), tensor(sigma))
    return number(-normal.log_prob(tensor(y)).sum())


@witness("gaussian_nll_loss(full=True, reduction='sum')")
def second_gaussian_nll(f: Any, y: Any, sigma: float) -> float:
    variance = torch.full_like(tensor(y), sigma**2)
    loss = nn.gaussian_nll_loss(tensor(f), tensor(y), variance, full=True, reduction="sum")
    return number(loss)


@witness("nll_loss of log p")
def nll(p: Any, gold: Any) -> float:
    return number(nn.nll_loss(torch.log(tensor(p)), index(gold)))


@witness("cross_entropy")
def cross_entropy_logits(z: Any, gold: Any) -> float:
    return number(nn.cross_entropy(tensor(z), index(gold)))


@witness("autograd of cross_entropy")
def cross_entropy_logits_grad(z: Any, gold: Any) -> np.ndarray:
    return gradient_of(nn.cross_entropy, z, index(gold))


@witness("binary_cross_entropy")
def binary_cross_entropy(p: Any, y: Any) -> float:
    return number(nn.binary_cross_entropy(tensor(p), tensor(y)))


@witness("binary_cross_entropy_with_logits")
def second_binary_cross_entropy(p: Any, y: Any) -> float:
    return number(nn.binary_cross_entropy_with_logits(torch.logit(tensor(p)), tensor(y)))


@witness("special.entr")
def entropy(p: Any) -> float:
    return number(torch.special.entr(tensor(p)).sum())


@witness("special.xlogy")
def cross_entropy(p: Any, q: Any) -> float:
    return number(-torch.special.xlogy(tensor(p), tensor(q)).sum())


@witness("kl_div(reduction='sum') on the support of p")
def kl_divergence(p: Any, q: Any) -> float:
    p, q = tensor(p), tensor(q)
    p, q = p[p > 0], q[p > 0]  # kl_div gives nan where p = q = 0
    return number(nn.kl_div(torch.log(q), p, reduction="sum"))


@witness("linalg.vector_norm squared")
def l2_penalty(theta: Any, lam: float) -> float:
    return number(lam * torch.linalg.vector_norm(tensor(theta)) ** 2)


@witness("autograd of lambda ||theta||^2")
def l2_grad(theta: Any, lam: float) -> np.ndarray:
    return gradient_of(lambda t: lam * torch.sum(t * t), theta)
