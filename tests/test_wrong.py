"""Wrong solutions by someone who did not know the catalogue: tests/wrong/<assignment>/*.py.

Each loses points.  Where a mistake is named it is the one in expect.yaml, which was read beside the
solution's first line; where that says null, no name may be given: a guess is worse than silence.
A file is named EXERCISE__WHAT.py; of a longer one, EXERCISE.py is right and edits.yaml makes the
wrong ones of it.
"""

from pathlib import Path

import msgspec
import pytest

from grader.course import assignment_names, find_course
from grader.golden.edits import apply_edits
from grader.grading import grade
from grader.model import Edit, ExerciseResult
from grader.paper import public_paper
from grader.spec import parse
from grader.submission import Submission

WRONG = Path(__file__).parent / "wrong"
COURSE = find_course()


def graded(assignment: str, name: str, source: bytes) -> ExerciseResult:
    """The exercise that the solution is named after."""
    paper = public_paper(COURSE / "assignments" / assignment, [name.partition("__")[0]])
    result = grade(paper, Submission("wrong", {f"{assignment}.py": source}))
    assert result.status == "graded", result.message
    (exercise,) = result.exercises
    return exercise


def solutions(assignment: str) -> dict[str, bytes]:
    """Name -> source, of files and of edits."""
    folder = WRONG / assignment
    written = {file.stem: file.read_bytes() for file in sorted(folder.glob("*__*.py"))}
    return written | {name: edited(folder, edits) for name, edits in all_edits(folder).items()}


def all_edits(folder: Path) -> dict[str, list[Edit]]:
    """What edits.yaml says, if there is one."""
    file = folder / "edits.yaml"
    if not file.is_file():
        return {}
    raw, _ = parse(file.read_bytes(), str(file))
    return msgspec.convert(raw, dict[str, list[Edit]])


def edited(folder: Path, edits: list[Edit]) -> bytes:
    """The right solution that the edits are of, with them."""
    name = edits[0].where.partition(".")[0] + ".py"
    return apply_edits({name: (folder / name).read_bytes()}, edits)[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", assignment_names(COURSE))
def test_no_finding_names_a_mistake_that_is_not_there(name: str) -> None:
    expected, _ = parse((WRONG / name / "expect.yaml").read_bytes(), "expect.yaml")
    sources = solutions(name)
    assert sources.keys() == expected.keys()
    named = {}
    for wrong, source in sources.items():
        exercise = graded(name, wrong, source)
        assert exercise.score < exercise.max_score, wrong
        assert exercise.findings or exercise.status == "error", wrong
        found = [finding.mistake for finding in exercise.findings if finding.mistake]
        named[wrong] = found[0] if found else None
    assert named == expected


@pytest.mark.slow
@pytest.mark.parametrize("file", [f for f in WRONG.glob("*/*.py") if "__" not in f.stem])
def test_what_is_edited_is_right(file: Path) -> None:
    exercise = graded(file.parent.name, file.stem, file.read_bytes())
    assert exercise.score == exercise.max_score


def test_there_are_enough() -> None:
    assert sum(len(solutions(name)) for name in assignment_names(COURSE)) >= 150
