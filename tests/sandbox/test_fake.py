"""The fake backend: a whole grading run without a process, and a box's clock without waiting."""

import time
from pathlib import Path
from typing import Any

import clocks
import numpy as np

from grader.grade import grade
from grader.model import Case, Limits, Outcome
from grader.paper import open_box, public_paper
from grader.sandbox.backends.fake import Backend, Ended
from grader.sandbox.box import Box
from grader.submission import Submission

from .cases import case


def run(backend: Backend, *cases: Case, **limits: Any) -> list[Outcome]:
    with Box({"m.py": b""}, "m", clocks.limits(Limits(**limits)), cases, backend) as box:
        assert box.problem() is None
        return list(box.run())


def test_a_grade_without_a_process(course: Path) -> None:
    paper = public_paper(course / "assignments" / "activations", only=["relu", "tanh_grad"])
    submission = Submission("fake", {})
    backend = Backend(
        {"relu": lambda x: np.maximum(x, 0.0), "tanh_grad": lambda x: np.tanh(x) + 1.0}
    )
    result = grade(paper, submission, open_box(paper, submission, backend))
    assert {e.name: e.status for e in result.exercises} == {"relu": "passed", "tanh_grad": "failed"}
    assert result.isolation == "fake"


def test_an_answer_too_late_costs_its_case() -> None:
    backend = Backend({"slow": lambda x: time.sleep(x) or x, "f": lambda x: x})
    outcomes = run(
        backend, case("f", 1.0), case("slow", clocks.scaled(0.4)), case("f", 2.0), seconds=0.1
    )
    assert [o.status for o in outcomes] == ["value", "timeout", "value"]


def test_an_end_costs_its_case() -> None:
    def end() -> None:
        raise Ended(7)

    outcomes = run(Backend({"end": end, "f": lambda: 1.0}), case("f"), case("end"), case("f"))
    assert [o.status for o in outcomes] == ["value", "error", "value"]
    assert "exit code 7" in outcomes[1].message


def test_what_is_not_there_is_missing() -> None:
    (outcome,) = run(Backend({"softmax": lambda x: x}), case("sofmax", 1.0))
    assert (outcome.status, "softmax" in outcome.message) == ("missing", True)
