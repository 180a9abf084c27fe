"""What is run besides: for what is wrong, in its turn, and for nothing that is right."""

from pathlib import Path

import msgspec
import pytest

from grader.followups import FollowUps
from grader.grading import grade
from grader.illustrate.freeze import read
from grader.illustrate.scenes import scenes_by_exercise
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


def with_scenes(course: Path) -> tuple[Paper, list[Case]]:
    """The paper, and the public cases of SGD."""
    paper = public_paper(course / "assignments" / "optimizers")
    paper.scenes = scenes_by_exercise(
        paper.assignment, read(course / "assignments" / "optimizers").surfaces
    )
    return paper, [case for case in paper.cases if case.exercise.name == "SGD"]


def test_what_is_wrong_is_run_for_the_pictures_once(course: Path) -> None:
    paper, cases = with_scenes(course)
    found = FollowUps(paper)
    for case in cases:
        found.add(graded(paper, case))
    scenes = [case for case in found.more(False) if not case.trace]
    assert scenes == paper.scenes["SGD"] != []
    found.add(graded(paper, cases[0]))
    assert [case for case in found.more(False) if not case.trace] == []


def hidden(paper: Paper, case: Case) -> Graded:
    spec = msgspec.structs.replace(case.spec, visibility="hidden")
    one = graded(paper, case)
    return msgspec.structs.replace(one, case=msgspec.structs.replace(case, spec=spec))


def seconds(paper: Paper, case: Case, took: float, status: str = "value") -> Graded:
    outcome = Outcome(case=case.id, status=status, seconds=took)  # type: ignore[arg-type]
    return msgspec.structs.replace(graded(paper, case), outcome=outcome)


def test_no_picture_is_run_where_a_hidden_case_was_or_where_it_may_take_long(course: Path) -> None:
    paper, (first, second, *_) = with_scenes(course)
    for wrong in (
        [graded(paper, first), hidden(paper, second)],
        [seconds(paper, first, 0.08), seconds(paper, second, 0.08)],
        [seconds(paper, first, 0.001, "timeout"), graded(paper, second)],
    ):
        found = FollowUps(paper)
        for one in wrong:
            found.add(one)
        assert [case for case in found.more(False) if not case.trace] == []
