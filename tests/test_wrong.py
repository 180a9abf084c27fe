"""Wrong solutions by someone who did not know the catalogue: tests/wrong/<assignment>/*.py.

Each loses points.  Where a mistake is named it is the one in expect.yaml, which was read beside the
solution's first line; where that says null, no name may be given: a guess is worse than silence.
"""

from pathlib import Path

import pytest

from grader.course import assignment_names, find_course
from grader.grade import grade
from grader.model import ExerciseResult
from grader.paper import public_paper
from grader.spec import parse
from grader.submission import Submission

WRONG = Path(__file__).parent / "wrong"
COURSE = find_course()


def graded(file: Path) -> ExerciseResult:
    """The exercise that the file is named after."""
    assignment = file.parent.name
    paper = public_paper(COURSE / "assignments" / assignment, [file.stem.partition("__")[0]])
    result = grade(paper, Submission("wrong", {f"{assignment}.py": file.read_bytes()}))
    assert result.status == "graded", result.message
    (exercise,) = result.exercises
    return exercise


@pytest.mark.slow
@pytest.mark.parametrize("name", assignment_names(COURSE))
def test_no_finding_names_a_mistake_that_is_not_there(name: str) -> None:
    expected, _ = parse((WRONG / name / "expect.yaml").read_bytes(), "expect.yaml")
    files = sorted((WRONG / name).glob("*.py"))
    assert {file.stem for file in files} == expected.keys()
    named = {}
    for file in files:
        exercise = graded(file)
        assert exercise.score < exercise.max_score, file.stem
        assert exercise.findings or exercise.status == "error", file.stem
        found = [finding.mistake for finding in exercise.findings if finding.mistake]
        named[file.stem] = found[0] if found else None
    assert named == expected


def test_there_are_enough() -> None:
    assert len(list(WRONG.glob("*/*.py"))) >= 150
