"""Names, pairs, what follows from an earlier exercise, consistency with one's own loss."""

import json
import math
from pathlib import Path

import msgspec
import pytest

from grader.course import find_course
from grader.grading import grade
from grader.model import ExerciseResult, Result
from grader.paper import public_paper
from grader.submission import Submission

COURSE: Path = find_course()
HEAD = "import numpy as np\n"


def graded(assignment: str, *exercises: str, source: str) -> Result:
    paper = public_paper(COURSE / "assignments" / assignment, exercises)
    return grade(paper, Submission("s", {f"{assignment}.py": (HEAD + source).encode()}))


def exercise(result: Result, name: str) -> ExerciseResult:
    (found,) = (e for e in result.exercises if e.name == name)
    return found


ENTROPY_IN_BITS = """
def entropy(p):
    p = p[p > 0]
    return -np.sum(p * np.log2(p))

def cross_entropy(p, q):
    k = p > 0
    with np.errstate(divide="ignore"):
        return -np.sum(p[k] * np.log(q[k]))

def kl_divergence(p, q):
    return cross_entropy(p, q) - entropy(p)
"""


@pytest.mark.slow
def test_what_is_right_given_an_earlier_mistake_keeps_its_points() -> None:
    names = ("entropy", "cross_entropy", "kl_divergence")
    result = graded("losses", *names, source=ENTROPY_IN_BITS)
    entropy, later = exercise(result, "entropy"), exercise(result, "kl_divergence")
    assert entropy.score == 0
    assert [f.mistake for f in entropy.findings] == ["ent_log2"]
    assert (later.status, later.score) == ("passed", later.max_score)
    (finding,) = later.findings
    assert (finding.kind, finding.mistake) == ("follow_through", "ent_log2")
    assert (finding.rule, finding.place) == ("right_given_earlier", None)
    assert finding.parameters["earlier"] == "entropy"
    assert {case.status for case in later.cases} == {"passed"}
    assert "right, given your entropy" in {case.message for case in later.cases}


@pytest.mark.slow
def test_it_is_told_only_where_the_assignment_keeps_no_points(tmp_path: Path) -> None:
    folder = tmp_path / "losses"
    folder.mkdir()
    for name in ("assignment.yaml", "golden.json", "fingerprints.json"):
        (folder / name).write_bytes((COURSE / "assignments/losses" / name).read_bytes())
    text = (folder / "assignment.yaml").read_text()
    (folder / "assignment.yaml").write_text(text.replace("follow_through: true\n", ""))
    paper = public_paper(folder, ("entropy", "cross_entropy", "kl_divergence"))
    result = grade(paper, Submission("s", {"losses.py": (HEAD + ENTROPY_IN_BITS).encode()}))
    later = exercise(result, "kl_divergence")
    assert later.score < later.max_score
    assert [f.kind for f in later.findings] == ["follow_through"]


@pytest.mark.slow
def test_without_the_earlier_mistake_the_same_numbers_get_nothing() -> None:
    """kl_divergence uses an entropy in bits of its own, and the graded entropy is right."""
    source = ENTROPY_IN_BITS.replace("def entropy", "def _bits").replace(
        "entropy(p)\n", "_bits(p)\n"
    )
    source = source.replace("cross__bits", "cross_entropy")
    source += "\ndef entropy(p):\n    p = p[p > 0]\n    return -np.sum(p * np.log(p))\n"
    names = ("entropy", "cross_entropy", "kl_divergence")
    result = graded("losses", *names, source=source.replace("- entropy(p)", "- _bits(p)"))
    assert exercise(result, "entropy").status == "passed"
    later = exercise(result, "kl_divergence")
    assert later.score < later.max_score
    (finding,) = later.findings
    assert (finding.kind, finding.mistake) == ("mistake", "ent_log2")
    assert finding.rule == "mistake_inside"
    assert finding.place is not None
    assert finding.place.case == later.cases[0].name
    assert "This is what entropy is about" in finding.message


@pytest.mark.slow
def test_a_mistake_of_another_module_is_told_and_keeps_nothing() -> None:
    source = """
def sigmoid(x):
    return 1 / (1 + np.exp(-x))

ACTIVATIONS = {"relu": (lambda x: np.maximum(x, 0), lambda x: 1.0 * (x > 0)),
               "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
               "sigmoid": (sigmoid, lambda x: sigmoid(x) * (1 + sigmoid(x)))}

def mlp_backward(parameters, X, gold, activation):
    f, df = ACTIVATIONS[activation]
    H, Z = [X], []
    for W, b in zip(parameters[::2], parameters[1::2]):
        Z.append(H[-1] @ W + b)
        H.append(f(Z[-1]))
    e = np.exp(Z[-1] - Z[-1].max(axis=1, keepdims=True))
    d = (e / e.sum(axis=1, keepdims=True) - np.eye(e.shape[1])[gold]) / len(X)
    out = []
    for k in range(len(Z) - 1, -1, -1):
        out = [H[k].T @ d, d.sum(axis=0), *out]
        if k:
            d = d @ parameters[2 * k].T * df(Z[k - 1])
    return out
"""
    result = exercise(graded("backprop", "mlp_backward", source=source), "mlp_backward")
    assert 0 < result.score < result.max_score
    (finding,) = result.findings
    assert (finding.kind, finding.mistake) == ("mistake", "sig_grad_plus")
    assert finding.rule == "mistake_of_assignment"
    assert (finding.parameters["exercise"], finding.parameters["assignment"]) == (
        "sigmoid_grad", "activations"
    )  # fmt: skip
    assert finding.subject == finding.place.key  # type: ignore[union-attr]
    assert "sigmoid_grad of activations" in finding.message


@pytest.mark.slow
def test_what_breaks_the_contract_by_itself_is_not_kept() -> None:
    source = ENTROPY_IN_BITS.replace(
        "    return cross_entropy(p, q) - entropy(p)",
        "    kl = cross_entropy(p, q) - entropy(p)\n    p *= 1.5\n    return kl",
    )
    result = graded("losses", "entropy", "cross_entropy", "kl_divergence", source=source)
    later = exercise(result, "kl_divergence")
    assert later.score == 0
    assert all("argument_changed" in case.contract for case in later.cases)


@pytest.mark.slow
def test_an_accepted_variant_is_followed(tmp_path: Path) -> None:
    """Where an entropy in bits is allowed, the divergence that is built on it keeps its points."""
    folder = tmp_path / "losses"
    folder.mkdir()
    for name in ("assignment.yaml", "golden.json", "fingerprints.json"):
        (folder / name).write_bytes((COURSE / "assignments/losses" / name).read_bytes())
    text = (folder / "assignment.yaml").read_text()
    head, mark, rest = text.partition("  - name: entropy\n")
    (folder / "assignment.yaml").write_text(head + mark + "    accept: [ent_log2]\n" + rest)
    golden = json.loads((folder / "golden.json").read_text())
    for name, entry in golden["cases"].items():
        if name.startswith("entropy/"):
            entry["accepted"] = {"ent_log2": entry["expected"] / math.log(2)}
    (folder / "golden.json").write_text(json.dumps(golden))
    paper = public_paper(folder, ("entropy", "cross_entropy", "kl_divergence"))
    result = grade(paper, Submission("s", {"losses.py": (HEAD + ENTROPY_IN_BITS).encode()}))
    (told,) = exercise(result, "entropy").findings
    assert (told.kind, told.rule) == ("accepted", "another_convention"), "none has its words here"
    assert told.message == "another convention than the lecture's"
    later = exercise(result, "kl_divergence")
    assert (later.score, [f.kind for f in later.findings]) == (2, ["follow_through"])


@pytest.mark.slow
def test_a_gradient_of_infinities_or_zeros_is_no_derivative_of_anything() -> None:
    for answer in ("np.full(f.shape, np.inf)", "np.zeros(f.shape)"):
        source = SUM + f"def mse_grad(f, y): return {answer}\n"
        result = graded("losses", "mse", "mse_grad", source=source)
        told = " ".join(finding.message for finding in exercise(result, "mse_grad").findings)
        assert "is the derivative" not in told


@pytest.mark.slow
def test_nothing_of_a_hidden_case_is_told(tmp_path: Path) -> None:
    """Neither its numbers nor its name, nor what the student's code warned of there."""
    folder = tmp_path / "losses"
    folder.mkdir()
    for name in ("assignment.yaml", "golden.json", "fingerprints.json"):
        (folder / name).write_bytes((COURSE / "assignments/losses" / name).read_bytes())
    paper = public_paper(folder, ("mse",))
    paper.cases = [
        msgspec.structs.replace(c, spec=msgspec.structs.replace(c.spec, visibility="hidden"))
        for c in paper.cases
    ]
    source = "import warnings\ndef mse(f, y):\n    warnings.warn(str(f), RuntimeWarning)\n    return np.nan\n"
    found = exercise(grade(paper, Submission("s", {"losses.py": (HEAD + source).encode()})), "mse")
    told = " ".join(f"{f.message} {f.explanation}" for f in found.findings)
    assert told
    assert "[" not in told
    assert not any(case.name in told for case in found.cases)
    assert [f.place for f in found.findings] == [None] * len(found.findings)
    data = " ".join(str(f.parameters) for f in found.findings)
    assert "array" not in data
    assert not any(case.name in data for case in found.cases)


@pytest.mark.slow
def test_zeros_and_exceptions_follow_from_nothing() -> None:
    """What is trivially `right given` a broken exercise keeps no points."""
    source = ENTROPY_IN_BITS.replace("np.log(q[k])", "np.log(p[k])").replace("log2", "log")
    source = source.replace("return cross_entropy(p, q) - entropy(p)", "return 0.0")
    result = graded("losses", "entropy", "cross_entropy", "kl_divergence", source=source)
    assert exercise(result, "kl_divergence").score < 2
    broken = """
def linear_backward(X, W, b, dY):
    return X.T @ dY, dY.sum(axis=0), dY @ W

def mlp_backward(parameters, X, gold, activation):
    H, Z = [X], []
    for W, b in zip(parameters[::2], parameters[1::2]):
        Z.append(H[-1] @ W + b)
        H.append(np.maximum(Z[-1], 0))
    e = np.exp(Z[-1] - Z[-1].max(axis=1, keepdims=True))
    d = (e / e.sum(axis=1, keepdims=True) - np.eye(e.shape[1])[gold]) / len(X)
    out = []
    for k in range(len(Z) - 1, -1, -1):
        dW, db, dH = linear_backward(H[k], *parameters[2 * k : 2 * k + 2], d)
        out = [dW, db, *out]
        if k:
            d = dH * (Z[k - 1] > 0)
    return out
"""
    result = graded("backprop", "linear_backward", "mlp_backward", source=broken)
    later = exercise(result, "mlp_backward")
    assert later.score < later.max_score / 2
    raised = {case.name: case.status for case in later.cases if case.status == "error"}
    assert len(raised) >= 4, "what raised is no evidence, and stays as it is"


@pytest.mark.slow
def test_an_earlier_exercise_that_is_wrong_as_well_is_pointed_to() -> None:
    source = ENTROPY_IN_BITS.replace("np.log2(p)", "np.sqrt(p)")
    names = ("entropy", "cross_entropy", "kl_divergence")
    (finding,) = exercise(graded("losses", *names, source=source), "kl_divergence").findings
    assert finding.rule == "right_with_starter"
    paper = public_paper(COURSE / "assignments" / "losses", names)
    paper.parts = {}  # as at home, where there is no reference
    result = grade(paper, Submission("s", {"losses.py": (HEAD + source).encode()}))
    (finding,) = exercise(result, "kl_divergence").findings
    assert finding.parameters["wrong_before"] == ["entropy"]
    assert (
        "Your entropy is wrong as well: if your code here calls that, look there" in finding.message
    )


@pytest.mark.slow
def test_answers_by_hand_are_not_given_away_by_a_factor() -> None:
    source = "ANSWERS = {'dL/dw1': 1, 'dL/dw2': 2, 'L': 18, 'o': 12}\n"
    found = exercise(graded("worked_example", "ANSWERS", source=source), "ANSWERS")
    told = " ".join(f"{f.message} {f.explanation}" for f in found.findings)
    assert "times" not in told
    assert "0.1666" not in told
    assert "expected" not in told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("assignment", "name", "source"),
    [
        ("worked_example", "forward", "def forward(x, w): return np.zeros(7)"),
        ("gradient_descent", "sgd_until", "def sgd_until(theta, g, a, t, m): return theta * 1.0"),
        (
            "backprop",
            "mlp_backward",
            "def mlp_backward(p, X, gold, activation): return np.zeros(3)",
        ),
        ("losses", "mse", "def mse(f, y): return [[1], [2, 3]]"),
    ],
)
def test_any_kind_of_answer_is_looked_at_without_a_failure_of_ours(
    assignment: str, name: str, source: str
) -> None:
    found = exercise(graded(assignment, name, source=source), name)
    assert found.findings
    assert "our fault" not in " ".join(finding.message for finding in found.findings)


@pytest.mark.slow
def test_one_adam_may_inherit_the_other_whole() -> None:
    source = """
class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon, self.t = alpha, beta1, beta2, epsilon, 0
        self.s = self.r = None
    def step(self, theta, gradient):
        g, self.t = gradient(theta), self.t + 1
        s, r = self.s or [0 * p for p in g], self.r or [0 * p for p in g]
        self.s = [self.beta1 * a + (1 - self.beta1) * b for a, b in zip(s, g)]
        self.r = [self.beta2 * a + (1 - self.beta2) * b**2 for a, b in zip(r, g)]
        return [p - self.alpha * a / (1 - self.beta1**self.t)
                / (np.sqrt(b / (1 - self.beta2**self.t)) + self.epsilon)
                for p, a, b in zip(theta, self.s, self.r)]

class AdamEfficient(Adam):
    pass
"""
    result = graded("optimizers", "Adam", "AdamEfficient", source=source)
    assert [f.mistake for f in exercise(result, "Adam").findings] == ["adam_eps_outside"]
    later = exercise(result, "AdamEfficient")
    assert [f.kind for f in later.findings] == ["follow_through"]
    assert later.score == later.max_score


@pytest.mark.slow
def test_two_mistakes_at_once_are_both_told() -> None:
    source = (
        "def l2_penalty(theta, lam): return 1\n\ndef mse_grad(f, y): return 2 * (y - f) / len(f)\n"
    )
    (finding,) = exercise(graded("losses", "mse_grad", source=source), "mse_grad").findings
    assert (finding.kind, finding.rule) == ("pair", "two_mistakes")
    assert len(finding.parameters["hints"]) == 2
    assert set(str(finding.mistake).split("+")) == {"mse_grad_sign", "mse_grad_rows"}
    assert "(1)" in finding.message
    assert "(2)" in finding.explanation


SUM = "def mse(f, y): return np.sum(np.abs(f - y) ** 3)\n"
OWN = "def mse_grad(f, y): return 3 * np.abs(f - y) * (f - y)\n"
RIGHT = "def mse(f, y): return np.mean((f - y) ** 2)\n"


@pytest.mark.slow
def test_a_gradient_that_is_right_for_a_wrong_loss_is_told_so() -> None:
    result = graded("losses", "mse", "mse_grad", source=SUM + OWN)
    findings = exercise(result, "mse_grad").findings
    assert "your mse_grad is the derivative of your mse, which is wrong" in [
        finding.message for finding in findings
    ]
    assert findings[0].rule == "derivative_of_wrong_loss"
    assert findings[0].parameters["loss"] == "mse"
    assert findings[0].place is not None
    assert exercise(result, "mse_grad").score == 0, "the probe gives no points"
    assert all(case.weight == 1 for e in result.exercises for case in e.cases), "and is not shown"


@pytest.mark.slow
def test_a_gradient_that_is_not_that_of_a_right_loss_is_told_so() -> None:
    result = graded("losses", "mse", "mse_grad", source=RIGHT + OWN)
    findings = exercise(result, "mse_grad").findings
    assert "your mse is right, and your mse_grad is not its derivative" in [
        finding.message for finding in findings
    ]
    assert findings[-1].rule == "not_the_derivative"  # it says the least


@pytest.mark.slow
def test_nothing_is_said_of_consistency_where_both_are_wrong_on_their_own() -> None:
    result = graded("losses", "mse", "mse_grad", source=SUM + "def mse_grad(f, y): return f * y\n")
    told = " ".join(finding.message for finding in exercise(result, "mse_grad").findings)
    assert "derivative" not in told


@pytest.mark.slow
def test_a_probe_that_hangs_or_dies_costs_nothing() -> None:
    """The loss is called hundreds of times by the probe, and ends the process at the ninth call."""
    source = """
COUNT = [0]
def l2_penalty(theta, lam):
    COUNT[0] += 1
    if COUNT[0] > 12:
        import os
        os._exit(3)
    return lam * np.sum(theta**2)
def l2_grad(theta, lam):
    return 2 * lam * theta
"""
    result = graded("losses", "l2_penalty", "l2_grad", source=source)
    assert (result.status, result.score, result.max_score) == ("graded", 2, 2)


@pytest.mark.slow
def test_exceptions_of_one_type_are_not_all_one_mistake() -> None:
    source = "def relu(x): raise ValueError('something else altogether')\n"
    result = exercise(graded("activations", "relu", source=source), "relu")
    assert result.status == "error"
    assert not [finding for finding in result.findings if finding.mistake]
    source = "def relu(x):\n    if x > 0:\n        return x\n    return 0.0\n"
    (finding,) = exercise(graded("activations", "relu", source=source), "relu").findings
    assert finding.mistake == "relu_builtin_max"
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("activations.py", 3), "where it raised"


@pytest.mark.slow
def test_a_contract_finding_is_not_told_twice() -> None:
    source = """
class Momentum:
    def __init__(self, alpha, beta):
        self.alpha, self.beta, self.v = alpha, beta, None
    def step(self, theta, gradient):
        g = gradient(theta)
        v = self.v or [0.0 * p for p in theta]
        self.v = [self.beta * a - self.alpha * b for a, b in zip(v, g)]
        for p, v in zip(theta, self.v):
            p += v
        return theta
"""
    result = exercise(graded("optimizers", "Momentum", source=source), "Momentum")
    assert [f.mistake for f in result.findings] == ["contract_inplace_theta"]


@pytest.mark.slow
def test_our_own_failure_costs_the_reasons_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.diagnose import naming

    def fails(*_: object) -> object:
        raise RuntimeError("out of steam")

    monkeypatch.setattr(naming, "signature", fails)
    result = graded(
        "losses", "mse", "mse_grad", source=SUM + "def mse_grad(f, y): return 2*(f-y)/f.size"
    )
    assert (exercise(result, "mse").score, exercise(result, "mse_grad").score) == (0, 2)
    (finding,) = exercise(result, "mse").findings
    assert finding.rule == "no_reasons"
    assert finding.parameters == {"error": "RuntimeError: out of steam"}
    assert "out of steam (our fault)" in finding.message
    assert exercise(result, "mse_grad").findings == ()


PLAIN_LISTS = """
def minibatches(permutation, m):
    return [list(permutation[i : i + m]) for i in range(0, len(permutation), m)]
"""


@pytest.mark.slow
def test_plain_lists_of_indices_are_told_and_cost_nothing() -> None:
    found = exercise(graded("gradient_descent", "minibatches", source=PLAIN_LISTS), "minibatches")
    assert found.score == found.max_score
    assert [(f.kind, f.rule, f.mistake) for f in found.findings] == [
        ("accepted", "list_for_array", None)
    ]


@pytest.mark.slow
def test_a_mistake_with_plain_lists_has_its_name() -> None:
    source = PLAIN_LISTS.replace("len(permutation), m", "len(permutation) - m + 1, m")
    found = exercise(graded("gradient_descent", "minibatches", source=source), "minibatches")
    assert [f.mistake for f in found.findings] == ["mbs_drop_last"]


SUM_OF_SINGLES = """
def minibatch_sgd(theta, gradient, X, y, permutations, m, alpha):
    run = [np.array(theta, float)]
    for permutation in permutations:
        for start in range(0, len(permutation), m):
            batch = permutation[start : start + m]
            g = sum(gradient(run[-1], X[i : i + 1], y[i : i + 1]) for i in batch)
            run.append(run[-1] - alpha * g / len(batch))
    return np.array(run)
"""


@pytest.mark.slow
def test_a_sum_of_single_gradients_is_a_sum_over_the_minibatch() -> None:
    """gradient(theta, X, y) is the sum over what it is given, so both are right."""
    result = graded("gradient_descent", "minibatch_sgd", source=SUM_OF_SINGLES)
    found = exercise(result, "minibatch_sgd")
    assert (found.score, found.findings) == (found.max_score, ())


@pytest.mark.slow
def test_a_step_that_is_exactly_as_long_as_the_tolerance_does_not_stop() -> None:
    source = """
def sgd_until(theta, gradient, alpha, tolerance, max_steps):
    theta = np.array(theta, float)
    for steps in range(1, max_steps + 1):
        g = gradient(theta)
        theta = theta - alpha * g
        if np.sqrt(np.sum((alpha * g) ** 2)) <= tolerance:
            return theta, steps
    return theta, max_steps
"""
    found = exercise(graded("gradient_descent", "sgd_until", source=source), "sgd_until")
    assert [f.mistake for f in found.findings] == ["su_le"]


@pytest.mark.slow
@pytest.mark.parametrize("start", ["1e5", "1e12", "999999"])
def test_a_best_loss_that_begins_with_a_number_is_caught(start: str) -> None:
    source = f"""
def early_stopping(dev_losses, patience):
    best, best_epoch, waited = {start}, 0, 0
    for epoch, loss in enumerate(dev_losses):
        if loss < best:
            best, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
        if waited == patience:
            return best_epoch, epoch
    return best_epoch, len(dev_losses) - 1
"""
    found = exercise(graded("training", "early_stopping", source=source), "early_stopping")
    assert found.score < found.max_score
    assert found.findings[0].place is not None
    assert found.findings[0].place.case == "exploded"


@pytest.mark.slow
@pytest.mark.parametrize("epsilon", ["1e-9", "1e-13"])
def test_an_epsilon_in_the_entropy_is_caught_there(epsilon: str) -> None:
    source = f"def entropy(p): return -np.sum(p * np.log(p + {epsilon}))"
    found = exercise(graded("losses", "entropy", source=source), "entropy")
    assert found.score < found.max_score
