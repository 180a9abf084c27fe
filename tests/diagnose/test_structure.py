"""What the error looks like: one wrong solution for each rule, and honest silence otherwise."""

from pathlib import Path

import pytest

from grader.course import find_course
from grader.diagnose.catalogue import Catalogue
from grader.grading import grade
from grader.model import ExerciseResult, Place
from grader.paper import public_paper
from grader.submission import Submission

COURSE: Path = find_course()
NOTHING_KNOWN = Catalogue({}, {})
HEAD = "import numpy as np\n"
ADAM = """
class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.alpha, self.beta1, self.beta2, self.epsilon, self.t = alpha, beta1, beta2, epsilon, 0
        self.s = self.r = None
    def step(self, theta, gradient):
        g, self.t = gradient(theta), self.t + 1
        s, r = self.s or [0 * p for p in g], self.r or [0 * p for p in g]
        self.s = [self.beta1 * a + (1 - self.beta1) * b for a, b in zip(s, g)]
        self.r = [self.beta2 * a + (1 - self.beta2) * b**2 for a, b in zip(r, g)]
        return [SHIFT p - self.alpha * FACTOR * (a / (1 - self.beta1**self.t)) / np.sqrt(b / (1 - self.beta2**self.t) + self.epsilon)
                for p, a, b in zip(theta, self.s, self.r)]
"""


def result_of(assignment: str, exercise: str, source: str) -> ExerciseResult:
    """Graded without a catalogue, so that structure alone speaks."""
    paper = public_paper(COURSE / "assignments" / assignment, [exercise])
    files = {f"{assignment}.py": (HEAD + source).encode()}
    (found,) = grade(paper, Submission("s", files), catalogue=NOTHING_KNOWN).exercises
    return found


CASES = [
    ("losses", "mse", "def mse(f, y): return np.sum((f - y) ** 2)", "a sum where the mean was asked",
     "sum_for_mean", None, Place(case="vector")),
    ("losses", "mse", "def mse(f, y): return -np.mean((f - y) ** 2)", "the opposite sign",
     "opposite_sign", None, Place(case="vector")),
    ("losses", "l2_grad", "def l2_grad(theta, lam): return 4 * lam * theta", "is twice the expected",
     "twice", None, Place(case="matrix", index=(2, 2))),
    ("losses", "l2_grad", "def l2_grad(theta, lam): return lam * theta", "is half of the expected",
     "half", None, Place(case="matrix", index=(2, 2))),
    ("losses", "l2_grad", "def l2_grad(theta, lam): return 2.14 * lam * theta", "1.07 times the expected",
     "factor", None, Place(case="matrix", index=(2, 2))),
    ("losses", "l2_grad", "def l2_grad(theta, lam): return 2.0 * theta", "divided by lam",
     "divided_by_quantity", None, Place(case="matrix", index=(2, 2))),
    ("losses", "l2_grad", "def l2_grad(theta, lam): return 2 * lam**2 * theta", "is lam times the expected",
     "times_quantity", None, Place(case="matrix", index=(2, 2))),
    (
        "losses", "cross_entropy_logits_grad",
        "def cross_entropy_logits_grad(z, gold):\n"
        "    e = np.exp(z - z.max(axis=1, keepdims=True))\n"
        "    return e / e.sum(axis=1, keepdims=True) - np.eye(z.shape[1])[gold]",
        "m, the number of examples, times",
        "sum_for_mean", None, Place(case="batch", index=(3, 2)),
    ),
    (
        "losses", "kl_divergence",
        "def kl_divergence(p, q):\n    k = p > 0\n    with np.errstate(divide='ignore'):\n"
        "        return np.sum(p[k] * np.log2(p[k] / q[k]))",
        "in bits",
        "bits", None, Place(case="positive"),
    ),
    ("losses", "entropy", "def entropy(p): return -np.sum(p * np.log(p))", "nan where a number is expected",
     "nan", None, Place(case="zeros")),
    ("losses", "entropy", "def entropy(p): return -np.sum(p * np.log(p))", "divide by zero encountered in log (line 2)",
     "nan", None, Place(case="zeros")),
    ("optimizers", "bias_correction", "def bias_correction(r, beta, t): return (1 - beta) * r / (1 - beta**t)",
     "1 - beta times",
     "times_quantity", None, Place(case="early", index=(1, 0))),
    ("backprop", "linear_backward", "def linear_backward(X, W, b, dY): return dY @ W.T, X.T @ dY, dY.sum(axis=0)",
     "in another order: (dX, dW, db) instead of (dW, db, dX)",
     "named_outputs_swapped", None, Place(case="wide", key="dW")),
    ("backprop", "linear_backward", "def linear_backward(X, W, b, dY): return (X.T @ dY, 3 + dY.sum(axis=0), dY @ W.T)",
     "your db is the expected one plus 3",
     "added", "db", Place(case="wide", key="db", index=(0,))),
    ("backprop", "linear_backward", "def linear_backward(X, W, b, dY): return (X.T @ dY, np.sin(b), dY @ W.T)",
     "only db is off",
     "only_tensor", "db", Place(case="wide", key="db", index=(2,))),
    ("backprop", "linear_backward",
     "def linear_backward(X, W, b, dY): return X.T @ dY, dY.sum(axis=0, keepdims=True), dY @ W.T",
     "the numbers of your db are right but not their shape",
     "reshaped", "db", Place(case="wide", key="db")),
    ("backprop", "linear_backward",
     "def linear_backward(X, W, b, dY): return 2 * X.T @ dY, dY.sum(axis=0, keepdims=True), dY @ W.T",
     "; your dW is wrong as well", "reshaped", "db", Place(case="wide", key="db")),
    ("activations", "softmax_jacobian",
     "def softmax_jacobian(z):\n    e = np.exp(z - z.max())\n    s = e / e.sum()\n    J = np.diag(s) - np.outer(s, s)\n"
     "    J[-1] *= 2\n    return J",
     "only the last row",
     "only_last_row", None, Place(case="moderate", index=(3, 3))),
    ("activations", "softmax", "def softmax(z):\n    e = np.exp(z - z.max(axis=1, keepdims=True))\n"
     "    return (e / e.sum(axis=1, keepdims=True)).astype(np.float32).astype(float)", "single precision (float32)",
     "single_precision", None, Place(case="moderate", index=(0, 0))),
    ("activations", "softmax", "def softmax(z):\n    e = np.exp(z - z.max(axis=1, keepdims=True))\n"
     "    return e / (1e-7 + e.sum(axis=1, keepdims=True))", "more than rounding",
     "very_near", None, Place(case="moderate", index=(2, 2))),
    ("activations", "softmax", "def softmax(z):\n    e = np.exp(z - z.max(axis=1, keepdims=True))\n"
     "    return (e / e.sum(axis=1, keepdims=True))[::-1]", "in reverse order",
     "reversed", None, Place(case="moderate", index=(1, 2))),
    ("activations", "softmax", "def softmax(z):\n    e = np.exp(z - z.max(axis=1, keepdims=True))\n"
     "    return 0.5 + e / e.sum(axis=1, keepdims=True)", "plus 0.5, everywhere",
     "added", None, Place(case="moderate", index=(0, 0))),
    ("activations", "softmax", "def softmax(z):\n    e = np.exp(z)\n    return e / e.sum(axis=1, keepdims=True)",
     "invalid value encountered in divide",
     "nan", None, Place(case="huge_logits", index=(0, 0))),
    ("activations", "softmax", "def softmax(z): return np.exp(z - z.max(axis=1, keepdims=True))", "every row (each example)",
     "factor_of_each_row", None, Place(case="moderate", index=(0, 0))),
    ("losses", "mse_grad", "def mse_grad(f, y): return 2 * (f - y.reshape(-1)) / f.size if f.ndim < 2 or f.shape[1] < 2 "
     "else 2 * (f - y) / f.size", "numpy broadcast them against each other",
     "broadcast", None, Place(case="column")),
    ("backprop", "linear_backward", "def linear_backward(X, W, b, dY): return dY.T @ X, dY.sum(axis=0), dY @ W.T",
     "transposed",
     "answer_transposed", "dW", Place(case="wide", key="dW")),
    ("losses", "cross_entropy_logits_grad",
     "def cross_entropy_logits_grad(z, gold):\n"
     "    e = np.exp(z - z.max(axis=1, keepdims=True))\n"
     "    return (e / e.sum(axis=1, keepdims=True) - np.eye(z.shape[1])[gold]) / z.shape[1]",
     "m over the number of columns times",
     "times_quantity", None, Place(case="batch", index=(3, 2))),
    ("losses", "cross_entropy_logits_grad",
     "def cross_entropy_logits_grad(z, gold):\n    e = np.exp(z)\n"
     "    return e / e.sum(axis=1, keepdims=True) - np.eye(z.shape[1])[gold]",
     "a sum where the mean was asked for; besides, your answer holds nan where a number is expected",
     "and_not_finite", None, Place(case="batch", index=(3, 2))),
    ("optimizers", "bias_correction", "def bias_correction(r, beta, t): return beta * r / (1 - beta**t)", "is beta times",
     "times_quantity", None, Place(case="early", index=(1, 0))),
    ("gradient_descent", "minibatches",
     "def minibatches(permutation, m): return [np.sort(permutation[i:i+m]) for i in range(0, len(permutation), m)]",
     "the expected numbers in another order",
     "reordered", None, Place(case="remainder", key="[0]", index=(2,))),
    ("backprop", "graph_forward", "def graph_forward(graph, inputs):\n    u = []\n    ops = {'add': lambda *a: sum(a), "
     "'sub': lambda a, b: a - b, 'mul': lambda a, b: a * b, 'square': lambda a: a * a, 'exp': np.exp, 'log': np.log, "
     "'sin': np.cos, 'sigmoid': lambda a: 1 / (1 + np.exp(-a)), 'tanh': np.tanh, 'relu': lambda a: max(a, 0.0)}\n"
     "    for i, (op, P) in enumerate(graph):\n        u.append(inputs[i] if op == 'in' else ops[op](*[u[j] for j in P]))\n"
     "    return np.array(u, float)", "the first node that is off is a 'sin'",
     "operation", None, Place(case="chain", node=2, index=(2,))),
    ("optimizers", "Adam", ADAM.replace("FACTOR", "1.07").replace("SHIFT", ""), "first step of your run is 1.07 times",
     "factor_of_first_step", None, Place(case="defaults", step=1, tensor="theta[0]", index=(1,))),
    ("optimizers", "Adam", ADAM.replace("FACTOR", "(1 if self.t < 4 else 2)").replace("SHIFT", ""),
     "the first step of your run that is off is 2 times the expected one",
     "factor_of_first_step", None, Place(case="defaults", step=4, tensor="theta[0]", index=(1,))),
    ("optimizers", "Adam", ADAM.replace("FACTOR", "(1 if self.t < 4 else a**2)").replace("SHIFT", ""),
     "off from step 4 on",
     "state_right", None, Place(case="defaults", step=4, tensor="theta[0]", index=(1,))),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("assignment", "exercise", "source", "words", "rule", "subject", "place"),
    CASES,
    ids=[f"{c[1]}: {c[3]}" for c in CASES],
)
def test_the_rule_speaks(
    assignment: str,
    exercise: str,
    source: str,
    words: str,
    rule: str,
    subject: str | None,
    place: Place,
) -> None:
    result = result_of(assignment, exercise, source)
    assert result.score < result.max_score
    told = " ".join(f"{finding.message} {finding.explanation}" for finding in result.findings)
    assert words in told
    assert not [finding for finding in result.findings if finding.mistake]
    first = result.findings[0]
    assert (first.rule, first.subject, first.place) == (rule, subject, place)


@pytest.mark.slow
def test_what_a_rule_measured_is_a_parameter() -> None:
    """Rounded as it is told: what is expected is given away no further."""
    source = "def l2_grad(theta, lam): return 2.14000000123 * lam * theta"
    (finding,) = result_of("losses", "l2_grad", source).findings
    assert finding.parameters["factor"] == 1.07
    source = "def l2_grad(theta, lam): return 2 * np.sqrt(lam) * theta"
    (finding,) = result_of("losses", "l2_grad", source).findings
    assert finding.rule == "divided_by_quantity"
    assert finding.parameters["quantity"] == {"kind": "root", "name": "lam"}


@pytest.mark.slow
def test_what_has_no_form_is_not_guessed_at() -> None:
    source = "def l2_penalty(theta, lam): return lam * np.sum(np.cos(theta))"
    (finding,) = result_of("losses", "l2_penalty", source).findings
    assert (finding.kind, finding.rule) == ("unrecognised", "unrecognised")
    assert finding.parameters["advice"]["arguments"] == [
        {"name": "theta", "value": "[1, -2, 4]"},
        {"name": "lam", "value": "0.7"},
    ]
    assert "not one of the mistakes that we know" in finding.explanation
    assert "theta = [1, -2, 4], lam = 0.7" in finding.explanation, "a case to try by hand"


@pytest.mark.slow
def test_a_factor_between_two_single_numbers_is_chance() -> None:
    """One number of one case is always some multiple of the expected one."""
    source = "def gaussian_nll(f, y, sigma): return 1.234 if sigma > 2 else RIGHT"
    right = "np.sum((y - f)**2) / (2 * sigma**2) + len(f) * np.log(sigma * np.sqrt(2 * np.pi))"
    result = result_of("losses", "gaussian_nll", source.replace("RIGHT", right))
    assert "times" not in result.findings[0].message
    assert "one example" in result.findings[0].message


@pytest.mark.slow
def test_the_state_that_is_off_first_is_named() -> None:
    """What is off by a factor from the start may be another form of the same."""
    late = "(1 + (self.t > 2)) * (1 - self.beta2) * b**2"
    source = ADAM.replace("(1 - self.beta2) * b**2", late)
    result = result_of("optimizers", "Adam", source.replace("FACTOR", "1").replace("SHIFT", ""))
    assert "your r is off at that step, too" in result.cases[0].message
    assert result.cases[0].first_divergence is not None
    assert result.cases[0].first_divergence.state == "r"


@pytest.mark.slow
def test_what_is_more_often_wrong_is_told_first() -> None:
    source = "def relu_grad(x):\n    x[x > 0] = 1\n    x[x <= 0] = 0\n    return x"
    first, second = result_of("activations", "relu_grad", source).findings
    assert (first.kind, first.rule) == ("contract", "argument_changed")
    assert (second.kind, second.rule) == ("structure", "form")
    assert first.parameters == {
        "cases": ["moderate", "at_zero", "matrix_with_zeros", "integers", "other_sizes"]
    }
    assert second.parameters == {"verdict": second.message}
    assert "int64" in second.message


@pytest.mark.slow
def test_state_on_the_class_is_the_reason_and_no_paper_is_advised() -> None:
    source = """
class RMSProp:
    r = []
    def __init__(self, alpha, beta, epsilon=1e-8):
        self.alpha, self.beta, self.epsilon = alpha, beta, epsilon
    def step(self, theta, gradient):
        g = gradient(theta)
        if not self.r:
            self.r.extend([0 * p for p in g])
        for i, p in enumerate(g):
            self.r[i] = self.beta * self.r[i] + (1 - self.beta) * p**2
        return [p - self.alpha / np.sqrt(r + self.epsilon) * q for p, r, q in zip(theta, self.r, g)]
"""
    findings = result_of("optimizers", "RMSProp", source).findings
    assert (findings[0].kind, findings[0].rule) == ("contract", "state_leaked")
    assert not any("paper" in f.explanation or "none of" in f.explanation for f in findings)
