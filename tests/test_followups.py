"""What is run besides: for what is wrong, in its turn, and for nothing that is right."""

from pathlib import Path

import pytest

from grader.followups import FollowUps
from grader.grading import grade
from grader.model import Case, Graded, Outcome, Verdict
from grader.paper import Paper, public_paper
from grader.submission import Submission


def graded(paper: Paper, case: Case, status: str = "failed") -> Graded:
    verdict = Verdict(status=status)  # type: ignore[arg-type]
    return Graded(case, paper.golden(case), Outcome(case=case.id, status="value"), verdict)


def test_for_right_answers_nothing_is_run(course: Path) -> None:
    for name in ("losses", "optimizers"):
        paper = public_paper(course / "assignments" / name)
        found = FollowUps(paper)
        for case in paper.cases:
            found.add(graded(paper, case, "passed"))
        assert list(found.more(True)) == []


def test_probes_are_run_of_the_exercises_that_are_wrong(course: Path) -> None:
    paper = public_paper(course / "assignments" / "losses")
    case = next(case for case in paper.cases if case.exercise.name == "mse_grad")
    found = FollowUps(paper)
    found.add(graded(paper, case))
    probes = found.more(False)
    assert probes
    assert {probe.exercise.name for probe in probes} == {"mse_grad"}
    assert list(found.more(True)) == [], "each once"


def test_a_wrong_run_is_traced(course: Path) -> None:
    paper = public_paper(course / "assignments" / "optimizers")
    case = next(case for case in paper.cases if case.exercise.name == "Adam")
    found = FollowUps(paper)
    found.add(graded(paper, case))
    assert [(one.id, one.trace) for one in found.more(True)] == [(case.id, True)]


@pytest.mark.parametrize("case", ["wrong_v", "right"])
def test_the_state_that_is_off_is_told_of_a_traced_run(course: Path, case: str) -> None:
    source = f"""import numpy as np

class Momentum:
    def __init__(self, alpha, beta):
        self.alpha, self.beta, self.v = alpha, beta, None

    def step(self, theta, gradient):
        g = gradient(theta)
        if self.v is None:
            self.v = [np.zeros_like(p) for p in theta]
        beta = self.beta ** {2 if case == "wrong_v" else 1}
        self.v = [beta * v - self.alpha * p for v, p in zip(self.v, g)]
        return [p + v for p, v in zip(theta, self.v)]
"""
    paper = public_paper(course / "assignments" / "optimizers", only=["Momentum"])
    result = grade(paper, Submission("s", {"optimizers.py": source.encode()}))
    (momentum,) = result.exercises
    places = [c.first_divergence for c in momentum.cases if c.first_divergence is not None]
    if case == "right":
        assert momentum.status == "passed"
        assert places == []
    else:
        assert any(place.state == "v" for place in places)
