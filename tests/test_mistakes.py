"""Every edit of every mistakes.yaml, handed in as a submission: what is wrong loses points, what is
equivalent or accepted gets full marks, and all other exercises of the submission keep theirs."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from grader.course import assignment_names, find_course
from grader.golden.reference import read_sources
from grader.golden.variants import as_submission
from grader.grade import grade
from grader.model import Mistake
from grader.paper import Paper, public_paper
from grader.spec import load_mistakes
from grader.submission import Submission

COURSE = find_course()
ALL = [
    (name, mistake)
    for name in assignment_names(COURSE)
    for mistake in load_mistakes(
        COURSE / "assignments" / name,
        [e.name for e in public_paper(COURSE / "assignments" / name).assignment.exercises],
    )
]


@cache
def paper(name: str) -> Paper:
    return public_paper(COURSE / "assignments" / name)


def scores(name: str, mistake: Mistake | None) -> dict[str, float]:
    """Exercise -> score over points."""
    files = as_submission(paper(name).assignment, read_sources(COURSE), mistake)
    result = grade(paper(name), Submission("mistake", files))
    assert result.status == "graded", result.message
    return {e.name: e.score / e.max_score for e in result.exercises}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "mistake"), ALL, ids=lambda v: getattr(v, "id", v))
def test_mistake(name: str, mistake: Mistake) -> None:
    found = scores(name, mistake)
    own = found.pop(mistake.exercise)
    accepted = mistake.id in paper(name).assignment.exercise(mistake.exercise).accept
    if mistake.kind == "equivalent" or accepted:
        assert own == 1
    else:
        assert own < 1
    assert set(found.values()) == {1.0}


@pytest.mark.parametrize("name", assignment_names(COURSE))
def test_the_reference_itself_gets_full_marks(name: str) -> None:
    assert set(scores(name, None).values()) == {1.0}


def test_the_catalogue_is_whole() -> None:
    """Ids are unique, and there are as many as the course promises."""
    ids = [(name, mistake.id) for name, mistake in ALL]
    assert len(set(ids)) == len(ids) >= 230
    assert {mistake.kind for _, mistake in ALL} == {"value", "contract", "equivalent"}


def test_accepted_variants_are_told(tmp_path: Path) -> None:
    (tmp_path / "activations.py").write_text(
        "import numpy as np\ndef relu_grad(x):\n    return np.where(np.asarray(x) >= 0, 1.0, 0.0)\n"
    )
    result = grade(
        paper("activations"),
        Submission("s", {"activations.py": (tmp_path / "activations.py").read_bytes()}),
    )
    (exercise,) = (e for e in result.exercises if e.name == "relu_grad")
    assert exercise.status == "passed"
    assert [(f.kind, f.mistake) for f in exercise.findings] == [("accepted", "relu_grad_ge")]
    feedback = yaml.safe_load((COURSE / "assignments/activations/mistakes.yaml").read_text())
    (entry,) = (entry for entry in feedback if entry["id"] == "relu_grad_ge")
    assert exercise.findings[0].message == " ".join(entry["feedback"].split())
