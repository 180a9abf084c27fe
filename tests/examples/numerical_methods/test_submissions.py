"""Every folder of submissions/ is one, with the verdict that it must get through a sealed child.

expect.yaml: score; status (graded); exercises: name -> status, `others` for the rest; mistakes:
exercise -> the id that it must be told, or null; says: exercise -> words of what is told.
"""

import csv
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.cli.app import run
from grader.grading import grade
from grader.model import ExerciseResult, Result
from grader.paper import open_box, public_paper, wanted_of
from grader.sandbox.backend import open_backend
from grader.spec import parse
from grader.submission import collect

COURSE = Path(__file__).parents[3] / "examples" / "numerical_methods"
SUBMISSIONS = Path(__file__).parent / "submissions"
CASES = sorted(folder.name for folder in SUBMISSIONS.iterdir())
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sealing is Linux's")


def expected(case: str) -> dict[str, Any]:
    file = SUBMISSIONS / case / "expect.yaml"
    expect, source = parse(file.read_bytes(), str(file))
    source.check()
    return expect


def graded(folder: Path) -> Result:
    paper = public_paper(COURSE / "assignments" / "numerical_methods")
    submission = collect(folder, wanted_of(paper.assignment))
    backend = open_backend("sealed")
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
    result = graded(SUBMISSIONS / case)
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


@pytest.mark.slow
def test_a_batch_on_the_public_cases_and_on_hidden_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADER_SEED", "numbers that nobody has seen")
    out = tmp_path / "out"
    words = [
        "--course",
        str(COURSE),
        "batch",
        "--no-place",
        str(SUBMISSIONS),
        "--out",
        str(out),
        "--jobs",
        "2",
    ]
    assert run([*words, "--assignment", "numerical_methods"]) == 0
    with (out / "grades.csv").open() as file:
        rows = {row["submission"]: row for row in csv.DictReader(file)}
    assert sorted(rows) == CASES
    for case, row in rows.items():
        expect = expected(case)
        assert row["status"] == expect.get("status", "graded")
        if expect["score"] in (0, 24):  # what is right or wrong throughout is so on any case
            assert float(row["score"] or 0) == expect["score"], case
        else:
            assert 0 < float(row["score"]) < 24, case
