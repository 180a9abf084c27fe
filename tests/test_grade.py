"""Our own failures never cost a student marks: they give no grade at all, and say so."""

from pathlib import Path

import pytest

from grader.compare import Comparison
from grader.errors import SandboxError
from grader.grade import grade
from grader.model import Outcome, Verdict
from grader.paper import public_paper
from grader.sandbox.backends import limits
from grader.submission import Submission

RIGHT = b"import numpy as np\n\ndef mse(f, y):\n    return np.mean((f - y) ** 2)\n"


def test_a_comparison_that_fails_gives_no_grade(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Comparison.verdict

    def verdict(comparison: Comparison, outcome: Outcome) -> Verdict:
        if comparison.case.id == "mse/column":
            raise RuntimeError("out of steam")
        return honest(comparison, outcome)

    monkeypatch.setattr(Comparison, "verdict", verdict)
    result = grade(
        public_paper(course / "assignments/losses"), Submission("s", {"losses.py": RIGHT})
    )
    assert (result.status, result.score) == ("internal_error", None)
    assert "by our fault: mse" in str(result.message)
    (mse,) = (e for e in result.exercises if e.name == "mse")
    assert [case.status for case in mse.cases] == [
        "passed",
        "passed",
        "internal_error",
        "passed",
        "passed",
    ]
    assert "out of steam" in mse.cases[2].message


def test_a_process_that_cannot_be_replaced_gives_no_grade(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = limits.spawn_child

    def once() -> object:
        monkeypatch.setattr(limits, "spawn_child", fails)
        return first()

    def fails() -> object:
        raise SandboxError("no more processes")

    monkeypatch.setattr(limits, "spawn_child", once)
    source = b"import os\n\ndef squared_error_sum(f, y):\n    os._exit(1)\n" + RIGHT
    result = grade(
        public_paper(course / "assignments/losses"), Submission("s", {"losses.py": source})
    )
    assert (result.status, result.score) == ("internal_error", None)
    statuses = {e.name: e.status for e in result.exercises}
    assert statuses["mse"] == "internal_error"
    assert "no more processes" in result.exercises[1].cases[0].message
