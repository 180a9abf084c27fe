"""One function of the reference, with what it needs and nothing else."""

import shutil
from pathlib import Path

import pytest

from grader.golden.parts import _shares_helpers, _works, part_of, parts_of
from grader.golden.reference import Reference, read_sources
from grader.paper import public_paper
from grader.runner.modules import MemoryFinder

FILES = {
    "__init__.py": b"",
    "base.py": b'"""Answers."""\nimport numpy as np\nimport math\n\n'
    b"def scale(x):\n    return np.max(x)\n\ndef other(x):\n    return math.pi\n",
    "top.py": b"from .base import scale, other\nLIMIT = 3.0\nTABLE = {'f': other}\n\n"
    b"def first(x):\n    return scale(x) * LIMIT\n\ndef second(x):\n    return first(x) + other(x)\n",
}


def test_a_part_has_what_it_calls_and_nothing_else() -> None:
    part = part_of(FILES, "top.first", [])
    assert part is not None
    assert sorted(part) == ["base.py", "top.py"]
    whole = b"".join(part.values()).decode()
    assert "def first" in whole
    assert "def scale" in whole
    assert "LIMIT" in whole
    for left in ("second", "other", "math", "TABLE", "Answers"):
        assert left not in whole


def test_a_part_runs_by_itself() -> None:
    finder = MemoryFinder(
        {"__init__.py": b"", **(part_of(FILES, "top.second", []) or {})}, "part_1"
    )
    top = finder.load("part_1.top")
    assert top.second([1.0, 2.0]) == pytest.approx(6.0 + 3.141592653589793)
    finder.unload()


@pytest.mark.parametrize(
    ("dotted", "files", "without"),
    [
        ("top.second", {}, ["top.first"]),
        ("top.second", {}, ["base.other"]),
        ("top.third", {}, []),
        ("none.first", {}, []),
        ("star.f", {"star.py": b"from .base import *\n\ndef f(x):\n    return scale(x)\n"}, []),
        (
            "whole.f",
            {"whole.py": b"from . import base\n\ndef f(x):\n    return base.scale(x)\n"},
            [],
        ),
    ],
)
def test_where_it_cannot_be_told_there_is_no_part(
    dotted: str, files: dict[str, bytes], without: list[str]
) -> None:
    assert part_of(FILES | files, dotted, without) is None


def test_no_part_of_the_course_has_the_exercise_in_it(course: Path) -> None:
    seen = []
    for folder in sorted((course / "assignments").iterdir()):
        paper = public_paper(folder)
        assignment = paper.assignment
        own = {
            exercise.name: exercise.reference.rpartition(".")[2]
            for exercise in assignment.exercises
        }
        for name, parts in paper.parts.items():
            for earlier, part in parts.items():
                source = b"\n".join(part.files.values()).decode()
                assert f"def {own[name]}(" not in source
                assert f"class {own[name]}" not in source
                assert f" {own[earlier]}(" in source or f"class {own[earlier]}" in source
                seen.append((name, earlier))
    assert ("softmax_jacobian", "softmax") in seen
    assert ("mlp_backward", "linear_backward") in seen
    assert ("mlp_backward", "mlp_forward") not in seen, "the reference's own share a helper"
    assert len(seen) >= 9


def test_without_a_reference_there_are_no_parts(course: Path, tmp_path: Path) -> None:
    shutil.copytree(
        course / "assignments" / "activations", tmp_path / "assignments" / "activations"
    )
    paper = public_paper(tmp_path / "assignments" / "activations")
    assert parts_of(paper.assignment, paper.cases) == {}


def test_a_part_knows_what_it_would_answer_itself(course: Path) -> None:
    paper = public_paper(course / "assignments" / "optimizers")
    answers = paper.parts["AdamEfficient"]["Adam"].answers
    assert list(answers) == [c.id for c in paper.cases if c.exercise.name == "AdamEfficient"]
    assert {outcome.status for outcome in answers.values()} == {"value"}


SHARED = {
    "__init__.py": b"",
    "m.py": b"""
def helper(x):
    return 2 * x

def earlier(x):
    return helper(x)

def later(x):
    return helper(earlier(x))

def apart(x):
    return earlier(x) + 1
""",
}


def test_a_helper_that_both_have_is_given_to_nobody() -> None:
    assert _shares_helpers(SHARED, "m.earlier", "m.later")
    assert not _shares_helpers(SHARED, "m.earlier", "m.apart")


def test_a_part_that_answers_otherwise_than_the_whole_is_none(course: Path) -> None:
    paper = public_paper(course / "assignments" / "activations", ["softmax"])
    reference = Reference(read_sources(course))
    files = part_of(reference.files, "activations.softmax", []) or {}
    broken = {"activations.py": files["activations.py"].replace(b"np.max", b"np.mean")}
    try:
        assert _works(reference, files, paper.cases)
        assert not _works(reference, {**files, **broken}, paper.cases)
        assert not _works(reference, {**files, "activations.py": b"softmax = 1"}, paper.cases)
    finally:
        reference.close()
