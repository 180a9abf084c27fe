"""Our own failures never cost a student marks: they give no grade at all, and say so."""

from pathlib import Path
from typing import Any

import pytest

from grader.compare import comparison
from grader.errors import SandboxError
from grader.grading import grade
from grader.paper import public_paper
from grader.sandbox.backends import limits
from grader.submission import Submission

RIGHT = b"import numpy as np\n\ndef mse(f, y):\n    return np.mean((f - y) ** 2)\n"


def out_of_steam(monkeypatch: pytest.MonkeyPatch, name: str, of: Any) -> None:
    """Has something fail on one case."""
    honest = getattr(of, name)

    def fails(subject: Any, *arguments: Any) -> Any:
        if getattr(subject, "case", subject).id == "mse/column":
            raise RuntimeError("out of steam")
        return honest(subject, *arguments)

    monkeypatch.setattr(of, name, fails)


def test_a_comparison_that_fails_gives_no_grade(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out_of_steam(monkeypatch, "layout_of", comparison.Comparison)
    out_of_steam(monkeypatch, "judge", comparison)
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


def test_where_many_cannot_be_compared_at_once_each_is(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out_of_steam(monkeypatch, "layout_of", comparison.Comparison)
    result = grade(
        public_paper(course / "assignments/losses"), Submission("s", {"losses.py": RIGHT})
    )
    (mse,) = (e for e in result.exercises if e.name == "mse")
    assert {case.status for case in mse.cases} == {"passed"}


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
