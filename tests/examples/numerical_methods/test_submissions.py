"""Every folder of submissions/ is one, with the verdict that it must get through a sealed child.

expect.yaml: score; status (graded); exercises: name -> status, `others` for the rest; mistakes:
exercise -> the id that it must be told, or null; says: exercise -> words of what is told.
"""

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import main as app
from grader.grade import grade
from grader.model import ExerciseResult, Result
from grader.paper import open_box, public_paper, wanted_of
from grader.sandbox.backend import open_backend
from grader.spec import parse
from grader.submission import collect

COURSE = Path(__file__).parents[3] / "examples" / "numerical_methods"
SUBMISSIONS = Path(__file__).parent / "submissions"
CASES = sorted(folder.name for folder in SUBMISSIONS.iterdir())


def expected(case: str) -> dict[str, Any]:
    file = SUBMISSIONS / case / "expect.yaml"
    expect, source = parse(file.read_bytes(), str(file))
    source.check()
    return expect


def graded(folder: Path, level: str) -> Result:
    paper = public_paper(COURSE / "assignments" / "numerical_methods")
    submission = collect(folder, wanted_of(paper.assignment))
    backend = open_backend(level)
    try:
        return grade(paper, submission, open_box(paper, submission, backend))
    finally:
        backend.close()


def words(exercise: ExerciseResult) -> str:
    said = [finding.message for finding in exercise.findings]
    return "\n".join([*said, *(case.message for case in exercise.cases if case.status != "passed")])


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_submission_gets_its_verdict(case: str) -> None:
    expect = expected(case)
    result = graded(SUBMISSIONS / case, "sealed")
    assert result.status == expect.get("status", "graded"), result.message
    assert (result.score or 0) == expect["score"]
    if result.status != "graded":
        return
    statuses = {exercise.name: exercise.status for exercise in result.exercises}
    assert statuses == dict.fromkeys(statuses, expect["others"]) | expect.get("exercises", {})
    named = {e.name: {f.mistake for f in e.findings if f.mistake} for e in result.exercises}
    for name, mistake in expect.get("mistakes", {}).items():
        assert named[name] == ({mistake} if mistake else set())
    for exercise in result.exercises:
        assert expect.get("says", {}).get(exercise.name, "") in words(exercise)


def test_there_are_enough_of_each_kind() -> None:
    right = [case for case in CASES if expected(case)["score"] == 24]
    assert len(CASES) >= 25
    assert len(right) >= 5
