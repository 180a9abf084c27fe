"""Identities of backpropagation, the optimizers and the training step."""

from typing import Any

import numpy as np

from .identities import Rng, Target, central, complex_step, gold_of, identity

Array = np.ndarray


# --- backprop


@identity("backprop", "graph_backward", "gradient", 1e-7)
def graph_backward_by_central_differences(target: Target, rng: Rng) -> Any:
    graph = [
        ("in", []), ("in", []), ("mul", [0, 0]), ("add", [2, 2, 1]), ("tanh", [3]),
        ("mul", [3, 4]), ("exp", [1]), ("sigmoid", [6]), ("add", [5, 7]), ("square", [8]),
    ]  # fmt: skip  # every derivative is positive: none can vanish, where a ratio means nothing
    x = rng.uniform(0.3, 1.0, 2)
    right = central(lambda v: target("graph.graph_forward")(graph, v)[-1], x)
    return target("graph.graph_backward")(graph, x)[:2], right


@identity("backprop", "linear_backward", "gradient")
def linear_backward_by_complex_step(target: Target, rng: Rng) -> Any:
    X, W, b, dY = (rng.normal(size=size) for size in ((4, 3), (3, 2), 2, (4, 2)))
    dW, db, dX = target("network.linear_backward")(X, W, b, dY)
    right = [
        complex_step(lambda v: np.sum(dY * (X @ v + b)), W),
        complex_step(lambda v: np.sum(dY * (X @ W + v)), b),
        complex_step(lambda v: np.sum(dY * (v @ W + b)), X),
    ]
    return _flat([dW, db, dX]), _flat(right)


@identity("backprop", "vjp_tanh_linear", "gradient")
def vjp_by_complex_step(target: Target, rng: Rng) -> Any:
    W, x, u = rng.normal(size=(3, 4)), rng.normal(size=4) / 2, rng.normal(size=3)
    right = complex_step(lambda v: u @ np.tanh(W @ v), x)
    return target("network.vjp_tanh_linear")(W, x, u), right


def _mlp(target: Target, rng: Rng, activation: str, differentiate: Any) -> Any:
    theta = [rng.normal(size=size) / 2 for size in ((3, 4), 4, (4, 4), 4, (4, 3), 3)]
    X, gold = rng.normal(size=(5, 3)), gold_of(rng, 5, 3)
    right = []
    for k in range(len(theta)):

        def loss(v: Array, k: int = k) -> Any:
            z = target("network.mlp_forward")([*theta[:k], v, *theta[k + 1 :]], X, activation)
            return target("losses.cross_entropy_logits")(z, gold)

        right.append(differentiate(loss, theta[k]))
    return _flat(target("network.mlp_backward")(theta, X, gold, activation)), _flat(right)


@identity("backprop", "mlp_backward", "gradient")
def mlp_backward_tanh_by_complex_step(target: Target, rng: Rng) -> Any:
    return _mlp(target, rng, "tanh", complex_step)


@identity("backprop", "mlp_backward", "gradient", 1e-7)
def mlp_backward_sigmoid_by_central_differences(target: Target, rng: Rng) -> Any:
    return _mlp(target, rng, "sigmoid", central)


@identity("backprop", "mlp_backward", "gradcheck", 0.0)
def mlp_backward_passes_gradcheck(target: Target, rng: Rng) -> Any:
    """torch.autograd.gradcheck with its defaults: a sanity check, it passes errors of 1e-3."""
    import torch

    gold = gold_of(rng, 5, 3)
    X = rng.normal(size=(5, 3))

    class Loss(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, *theta: Any) -> Any:
            arrays = [p.detach().numpy() for p in theta]
            ctx.gradients = target("network.mlp_backward")(arrays, X, gold, "tanh")
            z = target("network.mlp_forward")(arrays, X, "tanh")
            return torch.tensor(target("losses.cross_entropy_logits")(z, gold))

        @staticmethod
        def backward(ctx: Any, *seeds: Any) -> Any:
            return tuple(seeds[0] * torch.tensor(g) for g in ctx.gradients)

    shapes = ((3, 4), (4,), (4, 3), (3,))
    theta = tuple(torch.tensor(rng.normal(size=s) / 2, requires_grad=True) for s in shapes)
    passed = torch.autograd.gradcheck(Loss.apply, theta, raise_exception=False)
    return float(passed), 1.0


# --- gradient descent


@identity("gradient_descent", "minibatches")
def weighted_minibatch_gradients_are_the_full_one(target: Target, rng: Rng) -> Any:
    """The mean of an epoch's minibatch gradients, weighted by size, is the gradient of all."""
    X, y, theta = rng.normal(size=(11, 3)), rng.normal(size=11), rng.normal(size=3)

    def mean(rows: Array) -> Array:
        return np.asarray(2 * X[rows].T @ (X[rows] @ theta - y[rows]) / len(rows))

    batches = target("gradient_descent.minibatches")(rng.permutation(11), 4)
    total = np.sum([len(batch) * mean(batch) for batch in batches], axis=0)
    return total / 11, mean(np.arange(11))


@identity("gradient_descent", "minibatch_sgd")
def one_batch_of_all_is_gradient_descent(target: Target, rng: Rng) -> Any:
    X, y, theta = rng.normal(size=(9, 2)), rng.normal(size=9), rng.normal(size=2)

    def gradient(theta: Array, X: Array, y: Array) -> Array:
        return np.asarray(2 * X.T @ (X @ theta - y))

    orders = [np.arange(9)] * 6
    left = target("gradient_descent.minibatch_sgd")(theta, gradient, X, y, orders, 9, 0.05)
    full = target("gradient_descent.gradient_descent")
    return left, full(theta, lambda t: gradient(t, X, y) / 9, 0.05, 6)


# --- optimizers


def _run(optimizer: Any, gradients: Array, theta: Array) -> Array:
    rows = []
    at = [theta]
    for g in gradients:
        at = optimizer.step(at, lambda _, g=g: [g])
        rows.append(at[0])
    return np.array(rows)


@identity("optimizers", "AdamEfficient", bound=1e-11)
def both_forms_of_adam_agree(target: Target, rng: Rng) -> Any:
    gradients, theta = rng.normal(size=(40, 3)) * 1e-3, rng.normal(size=3)
    forms = [target(f"optimizers.{name}")(0.05, 0.8, 0.95) for name in ("Adam", "AdamEfficient")]
    left, right = (_run(form, gradients, theta) for form in forms)
    return left, right


@identity("optimizers", "bias_correction")
def bias_correction_is_exact_under_a_constant_gradient(target: Target, rng: Rng) -> Any:
    g, t = rng.normal(size=4), int(rng.integers(1, 40))
    r = target("optimizers.ema_closed_form")(np.tile(g, (t, 1)), 0.9)
    return target("optimizers.bias_correction")(r, 0.9, t), g**2


@identity("optimizers", "ema_closed_form")
def closed_form_is_the_r_of_rmsprop(target: Target, rng: Rng) -> Any:
    gradients = rng.normal(size=(25, 3))
    optimizer = target("optimizers.RMSProp")(0.1, 0.9)
    _run(optimizer, gradients, np.zeros(3))
    return target("optimizers.ema_closed_form")(gradients, 0.9), optimizer.r[0]


@identity("optimizers", "Momentum", bound=1e-11)
def momentum_with_beta_0_is_sgd(target: Target, rng: Rng) -> Any:
    gradients, theta = rng.normal(size=(20, 3)), rng.normal(size=3)
    sgd = _run(target("optimizers.SGD")(0.1), gradients, theta)
    return _run(target("optimizers.Momentum")(0.1, 0.0), gradients, theta), sgd


@identity("optimizers", "Nesterov", bound=1e-11)
def nesterov_is_momentum_when_the_gradient_does_not_see_theta(target: Target, rng: Rng) -> Any:
    gradients, theta = rng.normal(size=(20, 3)), rng.normal(size=3)
    momentum = _run(target("optimizers.Momentum")(0.1, 0.7), gradients, theta)
    return _run(target("optimizers.Nesterov")(0.1, 0.7), gradients, theta), momentum


# --- training


@identity("training", "adam_l2_step", bound=1e-11)
def without_a_penalty_it_is_adam(target: Target, rng: Rng) -> Any:
    gradients, theta = rng.normal(size=(15, 3, 2)), rng.normal(size=(3, 2))
    step, at, rows = target("training.adam_l2_step"), [theta], []
    state: Any = {}
    for g in gradients:
        at, state = step(at, [g], state, 0.0, 0.05, 0.8, 0.95, 1e-8)
        rows.append(at[0])
    return np.array(rows), _run(target("optimizers.Adam")(0.05, 0.8, 0.95), gradients, theta)


def _flat(arrays: Any) -> Array:
    return np.concatenate([np.ravel(a) for a in arrays])
