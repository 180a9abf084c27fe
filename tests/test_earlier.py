"""What is right by itself: run with the course's earlier function in place of the student's."""

from pathlib import Path
from types import SimpleNamespace

import clocks
import msgspec
import pytest

from grader import earlier
from grader.errors import SandboxError
from grader.grading import grade
from grader.model import ExerciseResult, Result, Verdict
from grader.paper import Paper, open_box, public_paper
from grader.sandbox.backend import Backend
from grader.submission import Submission

pytestmark = pytest.mark.slow

WRONG_SOFTMAX = """
import numpy as np
def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True) ** 1.3
"""
JACOBIAN = """
def softmax_jacobian(z):
    p = softmax(z)
    return np.diag(p) - np.outer(p, p)
"""


@pytest.fixture
def paper(course: Path) -> Paper:
    return public_paper(course / "assignments" / "activations")


def graded(paper: Paper, source: str, backend: Backend, **files: str) -> Result:
    every = {"activations.py": source} | {f"{name}.py": text for name, text in files.items()}
    submission = Submission("work", {name: text.encode() for name, text in every.items()})
    limits = clocks.limits(paper.assignment.limits)
    return grade(paper, submission, open_box(paper, submission, backend, limits=limits))


def jacobian(result: Result) -> ExerciseResult:
    return next(e for e in result.exercises if e.name == "softmax_jacobian")


def test_what_is_right_given_the_courses_keeps_its_points(paper: Paper, backend: Backend) -> None:
    found = jacobian(graded(paper, WRONG_SOFTMAX + JACOBIAN, backend))
    assert (found.status, found.score) == ("passed", 3.0)
    assert found.findings[0].rule == "right_with_starter"
    assert found.findings[0].parameters["earlier"] == ["softmax"]


def test_what_is_wrong_itself_stays_wrong_and_is_told_so(paper: Paper, backend: Backend) -> None:
    source = WRONG_SOFTMAX + JACOBIAN.replace("- np.outer", "- 0.9 * np.outer")
    found = jacobian(graded(paper, source, backend))
    assert (found.status, found.score) == ("failed", 0.0)
    assert found.findings[0].parameters["wrong_also_with"] == ["softmax"]
    assert "wrong_before" not in found.findings[0].parameters


def test_what_does_not_call_it_stays_wrong(paper: Paper, backend: Backend) -> None:
    own = JACOBIAN.replace("softmax(z)", "np.exp(z) / np.exp(z).sum() ** 1.3")
    assert jacobian(graded(paper, WRONG_SOFTMAX + own, backend)).status == "failed"


def test_an_earlier_one_that_is_not_written_can_be_done_without(
    paper: Paper, backend: Backend
) -> None:
    unwritten = "import numpy as np\ndef softmax(z):\n    raise NotImplementedError\n"
    assert jacobian(graded(paper, unwritten + JACOBIAN, backend)).status == "passed"
    assert jacobian(graded(paper, "import numpy as np\n" + JACOBIAN, backend)).status == "passed"


def test_it_is_replaced_under_other_names_and_in_other_files(
    paper: Paper, backend: Backend
) -> None:
    renamed = "\nnormalised = softmax\n" + JACOBIAN.replace("softmax(z)\n", "normalised(z)\n")
    assert jacobian(graded(paper, WRONG_SOFTMAX + renamed, backend)).status == "passed"
    outside = "from helper import softmax\nimport numpy as np\n" + JACOBIAN
    assert jacobian(graded(paper, outside, backend, helper=WRONG_SOFTMAX)).status == "passed"


@pytest.mark.parametrize(
    "held",
    [
        "def softmax_jacobian(z, own=softmax):\n    p = own(z)",
        "TABLE = {'s': softmax}\ndef softmax_jacobian(z):\n    p = TABLE['s'](z)",
        "LIST = [softmax]\ndef softmax_jacobian(z):\n    p = LIST[0](z)",
    ],
)
def test_it_is_replaced_where_it_is_held(paper: Paper, backend: Backend, held: str) -> None:
    source = f"{WRONG_SOFTMAX}\n{held}\n    return np.diag(p) - np.outer(p, p)\n"
    assert jacobian(graded(paper, source, backend)).status == "passed"


def test_what_could_not_be_judged_is_not_told_as_wrong(paper: Paper, backend: Backend) -> None:
    raising = JACOBIAN.replace("p = softmax(z)", "p = softmax(z)\n    raise ValueError('no')")
    (finding, *_) = jacobian(graded(paper, WRONG_SOFTMAX + raising, backend)).findings
    assert "wrong_also_with" not in finding.parameters


def test_there_is_one_time_for_all_of_it(
    paper: Paper, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier, "SECONDS", 0.0)
    assert jacobian(graded(paper, WRONG_SOFTMAX + JACOBIAN, backend)).status == "failed"


def test_a_comparison_that_fails_is_our_failure(
    paper: Paper, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = SimpleNamespace(verdict=Verdict(status="internal_error", message="by our fault"))
    monkeypatch.setattr(earlier, "graded_together", lambda *_: [failed])
    result = graded(paper, WRONG_SOFTMAX + JACOBIAN, backend)
    assert (result.status, result.score) == ("internal_error", None)


def test_another_name_for_it_is_no_answer(paper: Paper, backend: Backend) -> None:
    assert (
        jacobian(graded(paper, WRONG_SOFTMAX + "\nsoftmax_jacobian = softmax", backend)).status
        == "failed"
    )


def test_a_course_may_keep_the_points_to_itself(paper: Paper, backend: Backend) -> None:
    strict = msgspec.structs.replace(paper.assignment, follow_through=False)
    found = jacobian(graded(Paper(strict, paper.cases), WRONG_SOFTMAX + JACOBIAN, backend))
    assert (found.status, found.score) == ("failed", 0.0)
    assert found.findings[0].rule == "right_with_starter"


SPY = """
import inspect, sys, warnings
def softmax_jacobian(z):
    where = softmax.__module__ + str(softmax.__code__.co_consts)
    if where.startswith("course"):
        print("SEEN", where)
        print("SEEN", where, file=sys.stderr)
        warnings.warn("SEEN" + where)
        return np.diag(z) + len(where)
    p = softmax(z)
    return np.diag(p) - np.outer(p, p)
"""


def test_what_runs_beside_the_courses_code_says_nothing(paper: Paper, backend: Backend) -> None:
    result = graded(paper, WRONG_SOFTMAX + SPY, backend)
    assert jacobian(result).status == "failed"
    assert jacobian(result).findings[0].parameters["wrong_also_with"] == ["softmax"], "it was run"
    assert b"SEEN" not in msgspec.json.encode(result.exercises)
    assert "SEEN" not in result.stdout + "".join(result.notes) + str(result.message)


def test_nothing_else_of_the_course_is_there(paper: Paper, backend: Backend) -> None:
    """Every object that can be reached is looked through for the answer of the exercise."""
    search = """
import gc, sys
def softmax_jacobian(z):
    for found in gc.get_objects():
        name = getattr(found, "__name__", None)
        module = getattr(found, "__module__", None)
        if name == "softmax_jacobian" and callable(found) and found is not softmax_jacobian:
            return found(z)
    if any(name.startswith("course") for name in sys.modules):
        return sys.modules["course_part_0.activations"].softmax_jacobian(z)
    return z
"""
    assert jacobian(graded(paper, WRONG_SOFTMAX + search, backend)).status == "failed"


def test_what_ends_its_process_or_never_ends_is_wrong(paper: Paper, backend: Backend) -> None:
    for end in ("import os; os._exit(0)", "x = 1\n    while True: x += 1"):
        source = (
            WRONG_SOFTMAX
            + f"""
def softmax_jacobian(z):
    if softmax.__module__.startswith("course"):
        {end.replace(chr(10), chr(10) + "    ")}
    return z
"""
        )
        assert jacobian(graded(paper, source, backend)).status == "failed"


def test_our_own_failure_costs_no_marks(
    paper: Paper, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise SandboxError("no process")

    monkeypatch.setattr(earlier, "open_box", fails)
    result = graded(paper, WRONG_SOFTMAX + JACOBIAN, backend)
    assert (result.status, result.score) == ("internal_error", None)


def test_both_are_tried_where_both_are_wrong(course: Path, backend: Backend) -> None:
    paper = public_paper(course / "assignments" / "losses")
    source = """
import numpy as np
def entropy(p):
    return -np.sum(np.where(p > 0, p * np.log(np.where(p > 0, p, 1.0)), 0.0)) * 1.01 + 0.003
def cross_entropy(p, q):
    return entropy(q) * 1.02
def kl_divergence(p, q):
    return cross_entropy(p, q) - entropy(p)
"""
    submission = Submission("work", {"losses.py": source.encode()})
    result = grade(paper, submission, open_box(paper, submission, backend))
    found = next(e for e in result.exercises if e.name == "kl_divergence")
    assert found.status == "passed"
    assert found.findings[0].parameters["earlier"] == ["entropy", "cross_entropy"]
    assert "what is wrong is your entropy and cross_entropy" in found.findings[0].message
