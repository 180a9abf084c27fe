"""Every folder of tests/submissions is a submission with the verdict that it must get.

expect.yaml: assignment; score; status (graded); exercises: name -> status, `others` for the rest;
says: exercise -> words that its first finding or failing case must hold; message, line, stdout, notes
of the whole; `free` names exercises whose verdict is left open.
"""

from pathlib import Path

import clocks
import pytest

from grader.grade import grade
from grader.model import ExerciseResult, Result
from grader.paper import open_box, public_paper, wanted_of
from grader.spec import parse
from grader.submission import collect

SUBMISSIONS = Path(__file__).parent / "submissions"
CASES = sorted(folder.name for folder in SUBMISSIONS.iterdir() if folder.is_dir())


def graded(course: Path, folder: Path, assignment: str) -> Result:
    paper = public_paper(course / "assignments" / assignment)
    submission = collect(folder, wanted_of(paper.assignment))
    limits = clocks.limits(paper.assignment.limits)
    return grade(paper, submission, open_box(paper, submission, limits=limits))


def words(exercise: ExerciseResult) -> str:
    said = [finding.message for finding in exercise.findings]
    return "\n".join([*said, *(case.message for case in exercise.cases if case.status != "passed")])


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_submission_gets_its_verdict(course: Path, case: str) -> None:
    folder = SUBMISSIONS / case
    expect, _ = parse((folder / "expect.yaml").read_bytes(), f"{case}/expect.yaml")
    result = graded(course, folder, expect["assignment"])
    assert result.status == expect.get("status", "graded"), result.message
    free = expect.get("free", [])
    statuses = {e.name: e.status for e in result.exercises if e.name not in free}
    wanted = dict.fromkeys(statuses, expect["others"]) | expect.get("exercises", {})
    assert statuses == wanted
    if not free:
        assert result.score == expect["score"]
    for name, text in expect.get("says", {}).items():
        (exercise,) = (e for e in result.exercises if e.name == name)
        assert text in words(exercise)
    if "line" in expect:
        assert result.line == expect["line"]
    assert expect.get("message", "") in (result.message or "")
    assert expect.get("stdout", "") in result.stdout
    if "notes" in expect:
        assert expect["notes"] in "\n".join(result.notes)
    assert len(result.stdout) < 100_000


def test_there_are_enough_submissions() -> None:
    assert len([case for case in CASES if not case.startswith("perfect_")]) >= 25
