"""Identities of the worked example, the activations and the losses."""

from typing import Any

import numpy as np

from .identities import Rng, Target, central, complex_step, distribution, gold_of, identity, slope
from .worked_example import PRINTED

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


@identity("activations", "sigmoid_grad", "gradient", 1e-8)
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
    p, q = distribution(rng, 6), distribution(rng, 6)
    # The divergence by its definition: the reference's own is made of these two.
    right = np.sum(p * np.log(p / q)) + target("losses.entropy")(p)
    return target("losses.cross_entropy")(p, q), right


@identity("losses", "kl_divergence")
def divergence_is_the_expected_logarithm_of_the_ratio(target: Target, rng: Rng) -> Any:
    p = np.append(distribution(rng, 5), 0.0)
    q = distribution(rng, 6)
    right = np.sum(p[:5] * np.log(p[:5] / q[:5]))
    # The difference cancels: compare on the scale of its parts.
    shift = 10.0
    return target("losses.kl_divergence")(p, q) + shift, right + shift


@identity("losses", "entropy")
def entropy_of_the_uniform_distribution(target: Target, rng: Rng) -> Any:
    n = int(rng.integers(2, 30))
    return target("losses.entropy")(np.full(n, 1 / n)), np.log(n)


@identity("losses", "cross_entropy_logits")
def cross_entropy_is_nll_of_softmax(target: Target, rng: Rng) -> Any:
    z, gold = rng.normal(size=(6, 4)), gold_of(rng, 6, 4)
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
    z, gold = rng.normal(size=(4, 3)), gold_of(rng, 4, 3)
    right = complex_step(lambda v: target("losses.cross_entropy_logits")(v, gold), z)
    return target("losses.cross_entropy_logits_grad")(z, gold), right


@identity("losses", "l2_grad", "gradient")
def l2_grad_by_complex_step(target: Target, rng: Rng) -> Any:
    theta = rng.normal(size=(3, 2))
    right = complex_step(lambda v: target("losses.l2_penalty")(v, 0.3), theta)
    return target("losses.l2_grad")(theta, 0.3), right
