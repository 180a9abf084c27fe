"""Wrong solutions by someone who did not know the catalogue: tests/wrong/<assignment>/*.py.

Each loses points.  Where a mistake is named it is the one in expect.yaml, which was read beside the
solution's first line; where that says null, no name may be given: a guess is worse than silence.
A file is named EXERCISE__WHAT.py; of a longer one, EXERCISE.py is right and edits.yaml makes the
wrong ones of it.

Of some that have no name, told.yaml has what is said instead by its meaning: what the first reason
is about, and a text on a line where one change makes it right.
"""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.course import assignment_names, find_course
from grader.golden.edits import apply_edits
from grader.grading import grade, grade_with_cases
from grader.model import Edit, ExerciseResult, Finding
from grader.paper import open_box, public_paper
from grader.place.findings import with_places
from grader.sandbox.backend import Backend
from grader.spec import parse
from grader.submission import Submission

WRONG = Path(__file__).parent / "wrong"
COURSE = find_course()
#: For the search for a place: where one must be found, however busy the machine is; elsewhere.
LONG, SHORT = 120.0, 10.0


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


@pytest.mark.slow
@pytest.mark.parametrize("name", [file.parent.name for file in WRONG.glob("*/told.yaml")])
def test_what_is_told_means_what_is_wrong(name: str, backend: Backend) -> None:
    expected, _ = parse((WRONG / name / "told.yaml").read_bytes(), "told.yaml")
    sources = solutions(name)
    told = {
        wrong: meaning(
            findings(name, wrong, sources[wrong], backend, LONG if "at" in meant else SHORT),
            sources[wrong],
            meant,
        )
        for wrong, meant in expected.items()
    }
    assert told == expected


def findings(
    assignment: str, name: str, source: bytes, backend: Backend, seconds: float
) -> tuple[Finding, ...]:
    """All that is told of a solution, places included."""
    paper = public_paper(COURSE / "assignments" / assignment, [name.partition("__")[0]])
    submission = Submission("wrong", {f"{assignment}.py": source})
    result, cases = grade_with_cases(paper, submission, open_box(paper, submission, backend))
    placed = with_places(paper, submission, result, cases, backend, seconds)
    return placed.exercises[0].findings


def meaning(findings: tuple[Finding, ...], source: bytes, meant: dict[str, Any]) -> dict[str, Any]:
    """The same keys with what is told; a text `at` which it goes wrong only if a line has it."""
    reason = next(finding for finding in findings if finding.kind != "place")
    lines = source.decode().splitlines()
    marked = [i for f in findings if f.kind == "place" for i in f.parameters["lines"]]
    found: dict[str, Any] = {"rule": reason.rule, "subject": reason.subject, **reason.parameters}
    found["step"] = reason.place.step if reason.place else None
    found["at"] = next((meant["at"] for i in marked if meant.get("at", "\n") in lines[i - 1]), None)
    return {key: found[key] for key in meant}


def test_there_are_enough() -> None:
    assert sum(len(solutions(name)) for name in assignment_names(COURSE)) >= 150
