"""Every edit of every mistakes.yaml, handed in as a submission: what is wrong loses points and gets
its own name, what is equivalent or accepted gets full marks, and no finding is given for the rest.

One submission carries one mistake of each exercise of its assignment.
"""

from functools import cache
from itertools import zip_longest

import pytest

from grader.course import assignment_names, find_course
from grader.diagnose.fingerprints import read
from grader.golden.reference import read_sources
from grader.golden.variants import as_submission
from grader.grading import grade
from grader.model import Edit, ExerciseResult, Mistake
from grader.paper import Paper, public_paper
from grader.spec import load_mistakes
from grader.submission import Submission

COURSE = find_course()
NAMES = assignment_names(COURSE)


@cache
def paper(name: str) -> Paper:
    return public_paper(COURSE / "assignments" / name)


@cache
def mistakes(name: str) -> tuple[Mistake, ...]:
    exercises = [e.name for e in paper(name).assignment.exercises]
    return load_mistakes(COURSE / "assignments" / name, exercises)


def rounds(name: str) -> list[dict[str, tuple[Mistake, tuple[Edit, ...]]]]:
    """Submissions of one mistake for each exercise, until every way of every mistake had its turn."""
    columns = [
        [(m, edits) for m in mistakes(name) if m.exercise == e.name for edits in m.ways]
        for e in paper(name).assignment.exercises
    ]
    rows = zip_longest(*columns)
    return [{m.exercise: (m, edits) for m, edits in filter(None, row)} for row in rows]


ROUNDS = [(name, i) for name in NAMES for i in range(len(rounds(name)))]


def graded(name: str, edits: dict[str, tuple[Edit, ...]]) -> dict[str, ExerciseResult]:
    files = as_submission(paper(name).assignment, read_sources(COURSE), edits)
    result = grade(paper(name), Submission("mistakes", files))
    assert result.status == "graded", result.message
    return {exercise.name: exercise for exercise in result.exercises}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "number"), ROUNDS)
def test_mistakes_lose_points_and_get_their_names(name: str, number: int) -> None:
    handed_in = rounds(name)[number]
    found = graded(name, {exercise: edits for exercise, (_, edits) in handed_in.items()})
    catalogue = read(COURSE / "assignments" / name)
    for exercise, result in found.items():
        full = result.score == result.max_score
        told = [finding.mistake for finding in result.findings if finding.mistake]
        if exercise not in handed_in:
            assert full, exercise
            assert not result.findings, exercise
            continue
        mistake, _ = handed_in[exercise]
        if mistake.kind == "equivalent":
            assert full, mistake.id
            assert not result.findings, mistake.id
        elif mistake.id in paper(name).assignment.exercise(exercise).accept:
            assert full, mistake.id
            assert [(f.kind, f.mistake) for f in result.findings] == [("accepted", mistake.id)]
        else:
            assert not full, mistake.id
            first = mistake.same_as or mistake.id
            assert [catalogue.canonical(t) for t in told] == [first], mistake.id
            assert result.findings[0].kind == "mistake", mistake.id
            assert result.findings[0].explanation, mistake.id


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_itself_gets_full_marks(name: str) -> None:
    for result in graded(name, {}).values():
        assert (result.score, result.findings) == (result.max_score, ())


def test_the_catalogue_is_whole() -> None:
    """Ids are unique within an assignment, and there are as many as the course promises."""
    ids = [(name, mistake.id) for name in NAMES for mistake in mistakes(name)]
    assert len(set(ids)) == len(ids) >= 550
    kinds = {mistake.kind for name in NAMES for mistake in mistakes(name)}
    assert kinds == {"value", "contract", "equivalent"}


@pytest.mark.parametrize("name", NAMES)
def test_feedback_has_a_voice_and_gives_no_line_away(name: str) -> None:
    """Every mistake has a hint of a sentence and a fuller text; none quotes the right code."""
    for mistake in mistakes(name):
        if mistake.kind == "equivalent":
            continue
        hint, feedback = " ".join(mistake.hint.split()), " ".join(mistake.feedback.split())
        assert 12 <= len(hint) <= 160, mistake.id
        assert len(feedback) >= 20, mistake.id
        for edit in mistake.edits:
            line = " ".join(edit.replace.split())
            if len(line) > 12:
                assert line not in hint + feedback, mistake.id


def test_what_the_catalogue_of_the_course_has_is_here() -> None:
    """The ids that courses' scripts rely on."""
    ids = {mistake.id for name in NAMES for mistake in mistakes(name)}
    for id in ("adam_bias_s_only", "adam_double_correction", "graph_overwrite", "mb_div_m",
               "kl_weight_q", "relu_grad_ge", "es_noreset", "contract_alias_history"):  # fmt: skip
        assert id in ids


def test_accepted_variants_are_told() -> None:
    source = (
        "import numpy as np\ndef relu_grad(x):\n    return np.where(np.asarray(x) >= 0, 1.0, 0.0)\n"
    )
    result = grade(paper("activations"), Submission("s", {"activations.py": source.encode()}))
    (exercise,) = (e for e in result.exercises if e.name == "relu_grad")
    assert exercise.status == "passed"
    assert [(f.kind, f.mistake) for f in exercise.findings] == [("accepted", "relu_grad_ge")]
    (mistake,) = (m for m in mistakes("activations") if m.id == "relu_grad_ge")
    assert exercise.findings[0].message == " ".join(mistake.hint.split())
