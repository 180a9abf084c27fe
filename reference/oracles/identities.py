"""What must hold between the reference's own functions, whatever torch says.

Each function draws inputs and returns two values that must be equal within its bound; `target`
gives a function of the reference by its dotted name.  Gradients are checked against the complex
step (exact to rounding, for smooth functions that numpy takes complex numbers through) or central
differences (good to about 1e-10).
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from .worked_example import PRINTED

__all__ = ["identity"]

F = TypeVar("F", bound=Callable[..., Any])
Array = np.ndarray
Target = Callable[[str], Any]
Rng = np.random.Generator

#: Steps for the complex step and for central differences in float64.
TINY = 1e-30
STEP = 6e-6


def identity(
    assignment: str, exercise: str, kind: str = "identity", bound: float = 1e-12
) -> Callable[[F], F]:
    """Marks a function as an identity of an exercise."""

    def mark(function: F) -> F:
        function.holds = (assignment, exercise, kind, bound)  # type: ignore[attr-defined]
        return function

    return mark


def complex_step(f: Callable[[Array], Any], x: Array) -> Array:
    """df/dx of a real f that is analytic: Im f(x + ih) / h, for every entry."""
    result = np.empty(x.shape)
    for i in np.ndindex(*x.shape):
        moved = x.astype(np.complex128)
        moved[i] += 1j * TINY
        result[i] = np.imag(f(moved)) / TINY
    return result


def central(f: Callable[[Array], Any], x: Array) -> Array:
    """df/dx by central differences, for every entry."""
    result = np.empty(x.shape)
    for i in np.ndindex(*x.shape):
        up, down = x.copy(), x.copy()
        up[i] += STEP
        down[i] -= STEP
        result[i] = (f(up) - f(down)) / (up[i] - down[i])
    return result


def slope(f: Callable[[Array], Any], x: Array) -> Array:
    """The same for a function that works entry by entry."""
    return np.asarray((f(x + STEP) - f(x - STEP)) / ((x + STEP) - (x - STEP)))


def _distribution(rng: Rng, size: int) -> Array:
    weights = rng.uniform(0.1, 1.0, size)
    return np.asarray(weights / weights.sum())


def _gold(rng: Rng, m: int, classes: int) -> Array:
    return rng.integers(0, classes, m)


# --- the lecture's own numbers


@identity("worked_example", "ANSWERS", "printed", 0.0)
def the_derivatives_are_those_printed(target: Target, rng: Rng) -> Any:
    answers = target("worked_example.ANSWERS")
    return np.array([float(answers[key]) for key in PRINTED]), np.array([*PRINTED.values()], float)


@identity("worked_example", "backward", "printed", 0.0)
def backward_gives_those_printed(target: Target, rng: Rng) -> Any:
    x, w = np.array([1.0, 2]), np.array([2.0, 1, 1, -2, 1, 2, -1, 3, 2])
    found = target("worked_example.backward")(x, w, 3.0)
    keys = [key for key in PRINTED if key != "o"]
    return np.array([found[key] for key in keys]), np.array([PRINTED[key] for key in keys], float)


@identity("worked_example", "backward", "gradient", 1e-8)
def worked_example_by_central_differences(target: Target, rng: Rng) -> Any:
    forward, backward = target("worked_example.forward"), target("worked_example.backward")
    while True:  # away from the kinks
        x, w = rng.uniform(0.5, 2, 2), rng.choice([-1, 1], 9) * rng.uniform(0.5, 2, 9)
        if min(abs(forward(x, w)[i]) for i in ("i1", "i2", "i3")) > 0.01:
            break
    found = backward(x, w, 3.0)
    right = central(lambda w: (forward(x, w)["o"] - 3.0) ** 2, w)
    return np.array([found[f"dL/dw{k}"] for k in range(1, 10)]), right


# --- activations


@identity("activations", "sigmoid_grad", "gradient", 1e-9)
def sigmoid_grad_by_central_differences(target: Target, rng: Rng) -> Any:
    x = rng.normal(size=7) * 2
    f = target("activations.sigmoid")
    return target("activations.sigmoid_grad")(x), slope(f, x)


@identity("activations", "tanh_grad", "gradient")
def tanh_grad_by_complex_step(target: Target, rng: Rng) -> Any:
    x = rng.normal(size=7)
    f = target("activations.tanh")
    return target("activations.tanh_grad")(x), complex_step(lambda v: f(v).sum(), x)


@identity("activations", "relu_grad", "gradient", 1e-9)
def relu_grad_by_central_differences(target: Target, rng: Rng) -> Any:
    x = rng.choice([-1, 1], 7) * rng.uniform(0.1, 2, 7)
    f = target("activations.relu")
    return target("activations.relu_grad")(x), slope(f, x)


@identity("activations", "softmax")
def softmax_rows_sum_to_one(target: Target, rng: Rng) -> Any:
    rows = target("activations.softmax")(rng.normal(size=(5, 4)) * 20).sum(axis=1)
    return rows, np.ones(5)


@identity("activations", "softmax")
def softmax_does_not_see_a_shift(target: Target, rng: Rng) -> Any:
    z, shift = np.round(rng.normal(size=(5, 4)) * 64) / 64, 1024.0  # exact in float64
    softmax = target("activations.softmax")
    return softmax(z), softmax(z + shift)


@identity("activations", "softmax_jacobian", "gradient")
def softmax_jacobian_by_complex_step(target: Target, rng: Rng) -> Any:
    z = rng.normal(size=5)
    softmax = target("activations.softmax")
    rows = [complex_step(lambda v, i=i: softmax(v)[i], z) for i in range(5)]  # type: ignore[misc]
    return target("activations.softmax_jacobian")(z), np.array(rows)


# --- losses


@identity("losses", "cross_entropy")
def cross_entropy_is_divergence_plus_entropy(target: Target, rng: Rng) -> Any:
    p, q = _distribution(rng, 6), _distribution(rng, 6)
    right = target("losses.kl_divergence")(p, q) + target("losses.entropy")(p)
    return target("losses.cross_entropy")(p, q), right


@identity("losses", "kl_divergence")
def divergence_is_cross_entropy_less_entropy(target: Target, rng: Rng) -> Any:
    p = np.append(_distribution(rng, 5), 0.0)
    q = _distribution(rng, 6)
    right = target("losses.cross_entropy")(p, q) - target("losses.entropy")(p)
    # The difference cancels: compare on the scale of its parts.
    shift = 10.0
    return target("losses.kl_divergence")(p, q) + shift, right + shift


@identity("losses", "entropy")
def entropy_of_the_uniform_distribution(target: Target, rng: Rng) -> Any:
    n = int(rng.integers(2, 30))
    return target("losses.entropy")(np.full(n, 1 / n)), np.log(n)


@identity("losses", "cross_entropy_logits")
def cross_entropy_is_nll_of_softmax(target: Target, rng: Rng) -> Any:
    z, gold = rng.normal(size=(6, 4)), _gold(rng, 6, 4)
    right = target("losses.nll")(target("activations.softmax")(z), gold)
    return target("losses.cross_entropy_logits")(z, gold), right


@identity("losses", "gaussian_nll")
def gaussian_nll_is_squared_error_and_constants(target: Target, rng: Rng) -> Any:
    f, y = rng.normal(size=6), rng.normal(size=6)
    right = target("losses.squared_error_sum")(f, y) / 2 + 3 * np.log(2 * np.pi)
    return target("losses.gaussian_nll")(f, y, 1.0), right


@identity("losses", "mse")
def mean_is_sum_over_m(target: Target, rng: Rng) -> Any:
    f, y = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    return target("losses.mse")(f, y) * 12, target("losses.squared_error_sum")(f, y)


@identity("losses", "mse_grad", "gradient")
def mse_grad_by_complex_step(target: Target, rng: Rng) -> Any:
    f, y = rng.normal(size=(4, 2)), rng.normal(size=(4, 2))
    right = complex_step(lambda v: target("losses.mse")(v, y), f)
    return target("losses.mse_grad")(f, y), right


@identity("losses", "cross_entropy_logits_grad", "gradient")
def cross_entropy_logits_grad_by_complex_step(target: Target, rng: Rng) -> Any:
    z, gold = rng.normal(size=(4, 3)), _gold(rng, 4, 3)
    right = complex_step(lambda v: target("losses.cross_entropy_logits")(v, gold), z)
    return target("losses.cross_entropy_logits_grad")(z, gold), right


@identity("losses", "l2_grad", "gradient")
def l2_grad_by_complex_step(target: Target, rng: Rng) -> Any:
    theta = rng.normal(size=(3, 2))
    right = complex_step(lambda v: target("losses.l2_penalty")(v, 0.3), theta)
    return target("losses.l2_grad")(theta, 0.3), right


# --- backprop


@identity("backprop", "graph_backward", "gradient", 1e-7)
def graph_backward_by_central_differences(target: Target, rng: Rng) -> Any:
    graph = [
        ("in", []), ("in", []), ("mul", [0, 0]), ("add", [2, 2, 1]), ("tanh", [3]),
        ("mul", [3, 4]), ("exp", [1]), ("sigmoid", [6]), ("sub", [5, 7]), ("square", [8]),
    ]  # fmt: skip
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
    X, gold = rng.normal(size=(5, 3)), _gold(rng, 5, 3)
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


@identity("backprop", "mlp_backward", "gradient", 1e-8)
def mlp_backward_sigmoid_by_central_differences(target: Target, rng: Rng) -> Any:
    return _mlp(target, rng, "sigmoid", central)


@identity("backprop", "mlp_backward", "gradcheck", 0.0)
def mlp_backward_passes_gradcheck(target: Target, rng: Rng) -> Any:
    """torch.autograd.gradcheck with its defaults: a sanity check, it passes errors of 1e-3."""
    import torch

    gold = _gold(rng, 5, 3)
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
