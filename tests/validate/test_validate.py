"""validate passes on the reference as it is, and the tester is tested: each broken reference, a
line edited, must make the one check fail that is there for it."""

import json
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from grader.cli.app import app
from grader.course import assignment_names, find_course
from grader.golden.edits import apply_edits
from grader.golden.oracles import Oracles, load_oracles
from grader.golden.reference import read_sources
from grader.model import Edit
from grader.validate.check import Check, Measured, Plan, run
from grader.validate.context import Context
from grader.validate.page import page
from grader.validate.plans import plans
from grader.validate.report import as_json, as_junit

COURSE = find_course()
pytestmark = pytest.mark.torch


@cache
def oracles() -> Oracles:
    return load_oracles(COURSE)


def context(names: list[str], *edits: tuple[str, str, str]) -> Context:
    changes = [Edit(where=where, replace=old, with_=new) for where, old, new in edits]
    sources = apply_edits(read_sources(COURSE), changes)
    return Context(COURSE, names, sources, oracles(), seed=1, cases=8)


@pytest.mark.slow
@pytest.mark.parametrize("name", assignment_names(COURSE))
def test_the_reference_passes(name: str) -> None:
    checks = [run(plan) for plan in plans(context([name]))]
    assert [check for check in checks if check.status == "failed"] == []
    single = [c for c in checks if c.kind.startswith("oracle") and c.tolerance == 1e-12]
    runs = [c for c in checks if c.kind.startswith("oracle") and c.tolerance == 1e-11]
    assert len(single) + len(runs) >= 6
    assert len({check.name for check in checks}) == len(checks)


FACTOR = "(1 + 1e-8)"

#: (assignment, the check that must fail, what is edited in the reference)
BROKEN = [
    # a gradient wrong by a factor 1 + 1e-8
    (
        "activations",
        "oracle-frozen:activations.sigmoid_grad",
        ("activations.sigmoid_grad", "s * (1 - s)", f"{FACTOR} * s * (1 - s)"),
    ),
    (
        "activations",
        "oracle-fresh:activations.tanh_grad",
        ("activations.tanh_grad", "1 - t**2", f"{FACTOR} * (1 - t**2)"),
    ),
    (
        "activations",
        "gradient:activations.tanh_grad",
        ("activations.tanh_grad", "1 - t**2", f"{FACTOR} * (1 - t**2)"),
    ),
    (
        "activations",
        "oracle-frozen:activations.softmax_jacobian",
        ("activations.softmax_jacobian", "np.outer(s, s)", f"{FACTOR} * np.outer(s, s)"),
    ),
    (
        "activations",
        "gradient:activations.softmax_jacobian",
        ("activations.softmax_jacobian", "np.outer(s, s)", f"{FACTOR} * np.outer(s, s)"),
    ),
    (
        "losses",
        "gradient:losses.mse_grad",
        ("losses.mse_grad", "2 * (f - y) / m", f"2 * {FACTOR} * (f - y) / m"),
    ),
    (
        "losses",
        "oracle-fresh:losses.mse_grad",
        ("losses.mse_grad", "2 * (f - y) / m", f"2 * {FACTOR} * (f - y) / m"),
    ),
    (
        "losses",
        "gradient:losses.cross_entropy_logits_grad",
        ("losses.cross_entropy_logits_grad", "(p - onehot) / m", f"{FACTOR} * (p - onehot) / m"),
    ),
    (
        "losses",
        "gradient:losses.l2_grad",
        ("losses.l2_grad", "2 * lam * theta", f"2 * {FACTOR} * lam * theta"),
    ),
    (
        "backprop",
        "gradient:backprop.linear_backward",
        ("network.linear_backward", "X.T @ dY", f"{FACTOR} * X.T @ dY"),
    ),
    (
        "backprop",
        "gradient:backprop.vjp_tanh_linear",
        ("network.vjp_tanh_linear", "1 - h**2", f"{FACTOR} - h**2"),
    ),
    (
        "backprop",
        "gradient:backprop.mlp_backward:mlp backward tanh",
        ("network.mlp_backward", "return gradients", f"return [{FACTOR} * g for g in gradients]"),
    ),
    (
        "backprop",
        "oracle-frozen:backprop.mlp_backward",
        ("network.mlp_backward", "return gradients", f"return [{FACTOR} * g for g in gradients]"),
    ),
    (
        "backprop",
        "oracle-fresh:backprop.graph_backward:torch",
        ("graph.local_derivatives", "1 - u**2", f"{FACTOR} - u**2"),
    ),
    (
        "backprop",
        "oracle-fresh:backprop.graph_backward:recursion",
        ("graph.local_derivatives", "1 - u**2", f"{FACTOR} - u**2"),
    ),
    (
        "worked_example",
        "oracle-fresh:worked_example.backward",
        ("worked_example.backward", "2 * (u['o'] - gold)", f"2 * {FACTOR} * (u['o'] - gold)"),
    ),
    # single evaluations
    (
        "activations",
        "oracle-frozen:activations.sigmoid",
        ("activations.sigmoid", "e / (1 + e)", "e"),
    ),
    ("activations", "oracle-frozen:activations.relu", ("activations.relu", "0.0", "1e-9")),
    (
        "activations",
        "oracle-frozen:activations.relu_grad",
        ("activations.relu_grad", "np.asarray(x) > 0", "np.asarray(x) >= 0"),
    ),
    ("activations", "gradient:activations.relu_grad", ("activations.relu_grad", "1.0", "0.99")),
    (
        "activations",
        "gradient:activations.sigmoid_grad",
        ("activations.sigmoid_grad", "1 - s", "1 - s * s"),
    ),
    (
        "activations",
        "identity:activations.softmax:softmax rows sum",
        (
            "activations.softmax",
            "e / np.sum(e, axis=-1, keepdims=True)",
            "e / (1e-9 + np.sum(e, axis=-1, keepdims=True))",
        ),
    ),
    (
        "activations",
        "identity:activations.softmax:softmax does not see a shift",
        ("activations.softmax", "z - np.max(z, axis=-1, keepdims=True)", "z"),
    ),
    (
        "losses",
        "oracle-frozen:losses.squared_error_sum",
        ("losses.squared_error_sum", "np.sum((f - y) ** 2)", "0.5 * np.sum((f - y) ** 2)"),
    ),
    (
        "losses",
        "identity:losses.mse",
        ("losses.mse", "np.mean((f - y) ** 2)", "np.mean((f - y) ** 2) + 1e-11"),
    ),
    (
        "losses",
        "oracle-frozen:losses.gaussian_nll:-Normal",
        ("losses.gaussian_nll", "2 * np.pi", "np.pi"),
    ),
    (
        "losses",
        "oracle-frozen:losses.gaussian_nll:gaussian",
        ("losses.gaussian_nll", "2 * sigma**2", "2 * sigma"),
    ),
    ("losses", "identity:losses.gaussian_nll", ("losses.gaussian_nll", "m / 2", "m")),
    (
        "losses",
        "oracle-frozen:losses.nll",
        (
            "losses.nll",
            "-np.mean(np.log(p[np.arange(m), gold]))",
            "-np.sum(np.log(p[np.arange(m), gold]))",
        ),
    ),
    (
        "losses",
        "identity:losses.cross_entropy_logits",
        ("losses.cross_entropy_logits", "np.exp(z)", "(np.exp(z) + 1e-10)"),
    ),
    (
        "losses",
        "oracle-frozen:losses.cross_entropy_logits",
        ("losses.cross_entropy_logits", "z - np.max(z, axis=1, keepdims=True)", "z"),
    ),
    (
        "losses",
        "oracle-frozen:losses.binary_cross_entropy:binary_cross_entropy",
        ("losses.binary_cross_entropy", "np.log(p)", "np.log(p + 1e-10)"),
    ),
    ("losses", "oracle-frozen:losses.entropy", ("losses.entropy", "p = p[p > 0]", "p = p + 1e-12")),
    ("losses", "identity:losses.entropy", ("losses.entropy", "np.log(p)", "np.log2(p)")),
    (
        "losses",
        "identity:losses.cross_entropy",
        ("losses.cross_entropy", "np.log(q[support])", "np.log(q[support] + 1e-10)"),
    ),
    (
        "losses",
        "oracle-frozen:losses.cross_entropy",
        ("losses.cross_entropy", "p > 0", "(p > 0) & (q > 0)"),
    ),
    (
        "losses",
        "identity:losses.kl_divergence",
        (
            "losses.kl_divergence",
            "cross_entropy(p, q) - entropy(p)",
            "entropy(p) - cross_entropy(p, q)",
        ),
    ),
    (
        "losses",
        "oracle-frozen:losses.kl_divergence",
        ("losses.kl_divergence", "cross_entropy(p, q)", "cross_entropy(p, q + 1e-7)"),
    ),
    (
        "losses",
        "oracle-frozen:losses.l2_penalty",
        ("losses.l2_penalty", "lam * np.sum(theta**2)", "lam / 2 * np.sum(theta**2)"),
    ),
    (
        "losses",
        "oracle-frozen:losses.l2_grad",
        ("losses.l2_grad", "2 * lam * theta", "lam * theta"),
    ),
    (
        "losses",
        "oracle-frozen:losses.mse",
        ("losses.mse", "np.mean((f - y) ** 2)", "np.mean((f - y) ** 2) * (1 + 1e-11)"),
    ),
    (
        "losses",
        "oracle-fresh:losses.cross_entropy_logits_grad",
        ("losses.cross_entropy_logits_grad", "p - onehot", "p * (1 + 1e-11) - onehot"),
    ),
    (
        "activations",
        "oracle-fresh:activations.softmax",
        (
            "activations.softmax",
            "np.sum(e, axis=-1, keepdims=True)",
            "(np.sum(e, axis=-1, keepdims=True) + 1e-11)",
        ),
    ),
    # backpropagation
    (
        "backprop",
        "oracle-frozen:backprop.graph_forward",
        ("graph.apply", "A[0] - A[1]", "A[1] - A[0]"),
    ),
    (
        "backprop",
        "oracle-frozen:backprop.graph_backward:recursion",
        (
            "graph.graph_backward",
            "g[i] += g[j] * local_derivatives(operation, A)[position]",
            "g[i] = g[j] * local_derivatives(operation, A)[position]",
        ),
    ),
    (
        "backprop",
        "gradient:backprop.graph_backward",
        ("graph.graph_backward", "g[n - 1] = 1.0", "g[n - 1] = 1.001"),
    ),
    (
        "backprop",
        "oracle-frozen:backprop.linear_backward",
        ("network.linear_backward", "dY @ W.T", "dY @ W.T * (1 + 1e-9)"),
    ),
    (
        "backprop",
        "oracle-frozen:backprop.vjp_tanh_linear",
        ("network.vjp_tanh_linear", "np.tanh(W @ x)", "np.tanh(W @ x * (1 + 1e-9))"),
    ),
    (
        "backprop",
        "oracle-frozen:backprop.mlp_forward",
        ("network.mlp_forward", "return Z[-1]", "return Z[-1] - parameters[-1]"),
    ),
    (
        "backprop",
        "gradient:backprop.mlp_backward:mlp backward sigmoid",
        ("network.mlp_backward", "f_grad(Z[k - 1])", "f_grad(H[k])"),
    ),
    (
        "backprop",
        "gradcheck:backprop.mlp_backward",
        ("network.mlp_backward", "return gradients", "return [-g for g in gradients]"),
    ),
    # the lecture's numbers
    (
        "worked_example",
        "printed:worked_example.ANSWERS",
        ("worked_example.backward", "2 * (u['o'] - gold)", "u['o'] - gold"),
    ),
    (
        "worked_example",
        "printed:worked_example.backward",
        ("worked_example.backward", "di1 * w1 + di2 * w3 + di3 * w5", "di3 * w5"),
    ),
    (
        "worked_example",
        "gradient:worked_example.backward",
        ("worked_example.backward", "di2 * x2", "di2 * x1"),
    ),
    (
        "worked_example",
        "oracle-frozen:worked_example.forward",
        (
            "worked_example.forward",
            "w7 * h1 + w8 * h2 + w9 * h3",
            "w7 * h1 + w8 * h2 + w9 * i3 + w8 * i2",
        ),
    ),
    # runs
    (
        "gradient_descent",
        "oracle-frozen:gradient_descent.gradient_descent",
        ("gradient_descent.gradient_descent", "alpha * g", "alpha * (g + 1e-9)"),
    ),
    (
        "gradient_descent",
        "oracle-frozen:gradient_descent.minibatches:torch",
        ("gradient_descent.minibatches", "range(0, N, m)", "range(0, N - m + 1, m)"),
    ),
    (
        "gradient_descent",
        "oracle-frozen:gradient_descent.minibatches:brute",
        ("gradient_descent.minibatches", "permutation[i : i + m]", "permutation[i : i + m][::-1]"),
    ),
    (
        "gradient_descent",
        "identity:gradient_descent.minibatches",
        ("gradient_descent.minibatches", "range(0, N, m)", "range(0, N - m + 1, m)"),
    ),
    (
        "gradient_descent",
        "oracle-frozen:gradient_descent.minibatch_sgd",
        ("gradient_descent.minibatch_sgd", "len(batch)", "m"),
    ),
    (
        "gradient_descent",
        "identity:gradient_descent.minibatch_sgd",
        ("gradient_descent.minibatch_sgd", "len(batch)", "(len(batch) + 1)"),
    ),
    (
        "gradient_descent",
        "oracle-frozen:gradient_descent.sgd_until",
        ("gradient_descent.sgd_until", "np.linalg.norm(alpha * g)", "np.linalg.norm(g)"),
    ),
    (
        "optimizers",
        "oracle-frozen:optimizers.SGD",
        ("optimizers.SGD.step", "self.alpha * g", "self.alpha * g * (1 + 1e-9)"),
    ),
    (
        "optimizers",
        "oracle-frozen:optimizers.Momentum",
        ("optimizers.Momentum.step", "self.beta * v", "self.beta * v * (1 + 1e-9)"),
    ),
    (
        "optimizers",
        "identity:optimizers.Momentum",
        ("optimizers.Momentum.step", "p + v", "p + v * (1 + 1e-9)"),
    ),
    (
        "optimizers",
        "oracle-frozen:optimizers.Nesterov",
        ("optimizers.Nesterov.step", "p + self.beta * v", "p + v"),
    ),
    (
        "optimizers",
        "identity:optimizers.Nesterov",
        ("optimizers.Nesterov.step", "p + self.beta * v", "p + v"),
    ),
    (
        "optimizers",
        "convention:optimizers.Nesterov",
        (
            "optimizers.Nesterov.step",
            "self.beta * v - self.alpha * g",
            "self.beta * v - self.alpha * g * (1 + 1e-9)",
        ),
    ),
    (
        "optimizers",
        "oracle-frozen:optimizers.AdaGrad",
        ("optimizers.AdaGrad.step", "np.sqrt(r + self.epsilon)", "(np.sqrt(r) + self.epsilon)"),
    ),
    (
        "optimizers",
        "convention:optimizers.AdaGrad",
        ("optimizers.AdaGrad.step", "r + g**2", "r + g**2 * (1 + 1e-9)"),
    ),
    (
        "optimizers",
        "oracle-frozen:optimizers.RMSProp",
        ("optimizers.RMSProp.step", "np.sqrt(r + self.epsilon)", "(np.sqrt(r) + self.epsilon)"),
    ),
    (
        "optimizers",
        "convention:optimizers.RMSProp",
        ("optimizers.RMSProp.step", "1 - self.beta", "1.0000001 - self.beta"),
    ),
    (
        "optimizers",
        "oracle-frozen:optimizers.Adam",
        ("optimizers.Adam.step", "np.sqrt(r + self.epsilon)", "(np.sqrt(r) + self.epsilon)"),
    ),
    (
        "optimizers",
        "oracle-fresh:optimizers.Adam",
        ("optimizers.Adam.moments", "self.t += 1", "self.t = max(self.t, 1) + 1"),
    ),
    (
        "optimizers",
        "convention:optimizers.Adam",
        ("optimizers.Adam.step", "1 - self.beta1**self.t", "1.00000001 - self.beta1**self.t"),
    ),
    (
        "optimizers",
        "identity:optimizers.AdamEfficient",
        (
            "optimizers.AdamEfficient.step",
            "self.epsilon * (1 - self.beta2**self.t)",
            "self.epsilon",
        ),
    ),
    (
        "optimizers",
        "oracle-frozen:optimizers.AdamEfficient",
        (
            "optimizers.AdamEfficient.step",
            "self.epsilon * (1 - self.beta2**self.t)",
            "self.epsilon",
        ),
    ),
    (
        "optimizers",
        "identity:optimizers.bias_correction",
        ("optimizers.bias_correction", "1 - beta**t", "1 - beta ** (t + 1)"),
    ),
    (
        "optimizers",
        "oracle-frozen:optimizers.bias_correction",
        ("optimizers.bias_correction", "1 - beta**t", "1 + 1e-9 - beta**t"),
    ),
    (
        "optimizers",
        "identity:optimizers.ema_closed_form",
        ("optimizers.ema_closed_form", "np.arange(T - 1, -1, -1)", "np.arange(T)"),
    ),
    (
        "optimizers",
        "oracle-frozen:optimizers.ema_closed_form",
        ("optimizers.ema_closed_form", "gradients**2", "np.abs(gradients)"),
    ),
    (
        "training",
        "oracle-frozen:training.early_stopping",
        ("training.early_stopping", "dev_losses[epoch] < best", "dev_losses[epoch] <= best"),
    ),
    (
        "training",
        "oracle-frozen:training.adam_l2_step",
        ("training.regularize", "np.ndim(p) == 2", "np.ndim(p) >= 2"),
    ),
    (
        "training",
        "identity:training.adam_l2_step",
        ("training.adam_l2_step", "beta2 * r_i", "beta1 * r_i"),
    ),
    (
        "training",
        "oracle-frozen:training.accuracy",
        (
            "training.accuracy",
            "np.argmax(logits, axis=1)",
            "(logits.shape[1] - 1 - np.argmax(logits[:, ::-1], axis=1))",
        ),
    ),
    (
        "training",
        "oracle-frozen:training.generalization_gap",
        (
            "training.generalization_gap",
            "np.asarray(train_losses)",
            "np.asarray(train_losses) * (1 + 1e-9)",
        ),
    ),
    (
        "training",
        "oracle-frozen:training.select_hyperparameters",
        ("training.select_hyperparameters", "min(dev_losses[setting])", "dev_losses[setting][-1]"),
    ),
    (
        "training",
        "oracle-frozen:training.train",
        ("training.train", "history[best_epoch]", "history[-1]"),
    ),
    (
        "training",
        "oracle-fresh:training.train",
        (
            "training.train",
            "settings['activation'], settings['lam']",
            "settings['activation'], 2 * settings['lam']",
        ),
    ),
    # golden values, and edits that no longer apply
    (
        "losses",
        "golden:losses:reference",
        ("losses.mse", "np.mean((f - y) ** 2)", "np.mean((f - y) ** 2) * (1 + 2e-12)"),
    ),
    (
        "optimizers",
        "golden:optimizers:reference",
        ("optimizers.SGD.step", "self.alpha * g", "g * self.alpha * (1 + 4e-12)"),
    ),
    (
        "losses",
        "files:losses:mistakes.yaml",
        ("losses.mse_grad", "2 * (f - y) / m", "(f - y) * 2 / m"),
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "check", "edit"), BROKEN, ids=[f"{i}-{b[1]}" for i, b in enumerate(BROKEN)]
)
def test_a_broken_reference_is_caught(name: str, check: str, edit: tuple[str, str, str]) -> None:
    kind, place, oracle = (*check.split(":"), "")[:3]
    broken = [
        plan
        for plan in plans(context([name], edit))
        if plan.kind == kind
        and f"{plan.assignment}.{plan.exercise}".rstrip(".") == place
        and plan.oracle.startswith(oracle)
    ]
    assert broken, f"no check is called {check}"
    right = [plan for plan in plans(context([name])) if plan.name == broken[0].name]
    assert run(right[0]).status == "passed"
    found = run(broken[0])
    assert found.status == "failed"
    assert found.message


def test_every_kind_of_check_has_been_broken() -> None:
    kinds = {check.split(":")[0] for _, check, _ in BROKEN}
    planned = {plan.kind for plan in plans(context(assignment_names(COURSE)))}
    assert planned - kinds == {"noise"}  # broken below, by a chaotic run


def test_every_exercise_has_been_broken() -> None:
    """For each exercise at least one broken reference, caught by an oracle."""
    broken = {check.split(":")[1] for _, check, _ in BROKEN if check.startswith("oracle")}
    planned = {
        f"{p.assignment}.{p.exercise}"
        for p in plans(context(assignment_names(COURSE)))
        if p.kind.startswith("oracle")
    }
    assert planned - broken == {"worked_example.ANSWERS"}  # its numbers are checked as printed


def test_a_chaotic_run_is_caught() -> None:
    chaos = (
        "gradient_descent.gradient_descent",
        "theta - alpha * g",
        "4 * np.sin(40 * (theta - alpha * g))",
    )
    (plan,) = (
        p
        for p in plans(context(["gradient_descent"], chaos))
        if p.name.startswith("noise:gradient_descent.gradient_descent")
    )
    assert run(plan).status == "failed"


def test_an_exercise_without_an_oracle_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracles(), "find", lambda *_: [])
    found = [run(p) for p in plans(context(["losses"])) if p.kind == "oracle"]
    assert len(found) == 13
    assert all(check.status == "failed" and "no oracle" in check.message for check in found)


def test_an_exception_in_a_check_is_a_failure() -> None:
    def boom() -> Measured:
        raise RuntimeError("out of steam")

    check = run(Plan(kind="k", assignment="a", measure=boom))
    assert check.status == "failed"
    assert "out of steam" in check.message


@pytest.mark.parametrize("error", [float("nan"), float("inf"), 2e-12])
def test_no_number_but_a_small_one_passes(error: float) -> None:
    plan = Plan(kind="k", assignment="a", bound=1e-12, measure=lambda: Measured((0.0, error)))
    assert run(plan).status == "failed"


def checks() -> list[Check]:
    good = run(
        Plan(
            kind="oracle",
            assignment="a",
            exercise="f",
            oracle="<torch>",
            bound=1e-12,
            measure=lambda: Measured((1e-16, 0.0)),
        )
    )
    bad = run(
        Plan(
            kind="oracle",
            assignment="a",
            exercise="g",
            bound=1e-12,
            measure=lambda: Measured((float("inf"),)),
        )
    )
    return [good, bad]


def test_json_and_junit_and_page() -> None:
    document = as_json(checks(), 5)
    assert document["ok"] is False
    assert list(document["checks"][0]) == [
        "name", "kind", "assignment", "exercise", "oracle", "cases", "status", "max_error", "tolerance", "message",
    ]  # fmt: skip
    assert document["checks"][1]["max_error"] == "inf"
    suite = ElementTree.fromstring(as_junit(checks(), 5)).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    html = page(checks(), 5)
    assert "&lt;torch&gt;" in html
    assert "1 failed" in html


@pytest.mark.slow
def test_the_command(tmp_path: Path) -> None:
    files = {kind: tmp_path / f"v.{kind}" for kind in ("html", "junit")}
    arguments = ["validate", "--cases", "2", "--seed", "3", "--json"]
    arguments += [part for kind, file in files.items() for part in (f"--{kind}", str(file))]
    result = CliRunner().invoke(app, arguments, standalone_mode=False)
    document = json.loads(result.stdout)
    assert document["schema"] == "grader/validate/1"
    assert (document["ok"], document["seed"]) == (True, 3)
    assert all(file.stat().st_size > 1000 for file in files.values())


def test_without_torch_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from grader.cli.app import run as cli
    from grader.golden import oracles as module

    monkeypatch.setattr(module, "torch_installed", lambda: False)
    assert cli(["validate"]) == 2
    assert "torch is not installed" in capsys.readouterr().err
