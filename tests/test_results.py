"""A marking: what comes of a submission, run or not."""

from pathlib import Path

import pytest

from grader.model import ExerciseResult
from grader.paper import open_box, public_paper
from grader.results import Marking
from grader.submission import Submission


@pytest.fixture
def marking(course: Path) -> Marking:
    paper = public_paper(course / "assignments/losses", ["mse", "nll"])
    submission = Submission("ada", {}, chosen="hw/losses.py", remarks=("why",))
    return Marking.of(paper, submission, open_box(paper, submission))


def exercise(status: str, score: float) -> ExerciseResult:
    return ExerciseResult(name="mse", score=score, max_score=1.0, status=status)  # type: ignore[arg-type]


def test_points_are_rounded_in_the_total(marking: Marking) -> None:
    result = marking.graded(
        (exercise("partial", 1 / 3), exercise("partial", 1 / 3)), violation=True
    )
    assert (result.status, result.score, result.max_score) == ("graded", 0.67, 2.0)
    assert (result.notes, result.chosen_file, result.isolation) == (
        ("why",),
        "hw/losses.py",
        "limits",
    )
    assert result.violation


def test_our_own_fault_in_one_exercise_gives_no_grade(marking: Marking) -> None:
    result = marking.graded((exercise("passed", 1.0), exercise("internal_error", 0.0)))
    assert (result.status, result.score) == ("internal_error", None)
    assert result.message == "could not be graded, by our fault: mse"
    assert len(result.exercises) == 2


def test_what_is_not_run_has_no_time_and_its_exercises_no_points(marking: Marking) -> None:
    unrun = Marking(marking.paper, "ada", "sealed")
    nothing = unrun.nothing_handed_in("an empty folder")
    assert (nothing.status, nothing.score, nothing.seconds) == ("unreadable", 0.0, 0.0)
    assert [(e.name, e.status) for e in nothing.exercises] == [
        ("mse", "missing"),
        ("nll", "missing"),
    ]
    ours = unrun.internal_error("the worker ended")
    assert (ours.status, ours.score, ours.exercises) == ("internal_error", None, ())
