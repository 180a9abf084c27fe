"""The public interface: its names, what they give, and that they cost nothing until then."""

import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader.errors import ConfigurationError, SubmissionError

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "submissions"


def test_the_public_names_are_those_of_the_documentation() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    told = re.findall(r"^### `grader\.(\w+)", text, re.MULTILINE)
    assert sorted(told) == sorted(grader.__all__)
    assert sorted(grader.__all__) == grader.__all__
    assert {*grader._HOMES} == {*grader.__all__}
    modules = {module.name for module in pkgutil.iter_modules(grader.__path__)}
    assert not modules & {*grader.__all__}  # which would stand in the place of the public name
    for name in grader.__all__:
        assert getattr(grader, name).__doc__, name
    with pytest.raises(AttributeError, match="regrade"):
        _ = grader.regrade  # type: ignore[attr-defined]


def test_importing_it_loads_nothing() -> None:
    code = (
        "import sys; before = {*sys.modules}; import grader, grader.testing, grader.pytest_plugin;"
        "new = {m for m in {*sys.modules} - before if not m.startswith('grader')};"
        "assert not new & {'numpy', 'msgspec', 'yaml', 'click', 'jinja2', 'pytest'}, new;"
        "assert {m for m in sys.modules if m.startswith('grader')} =="
        " {'grader', 'grader.testing', 'grader.pytest_plugin'}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_course_has_assignments() -> None:
    course = grader.load_course()
    assert "losses" in course.assignments
    assert course.assignment("losses").points == 23
    with pytest.raises(ConfigurationError, match="did you mean 'losses'"):
        course.assignment("loses")
    with pytest.raises(ConfigurationError, match="is no course"):
        grader.load_course(ROOT / "docs")


def test_grade_gives_the_result_of_check() -> None:
    result = grader.grade("losses", SAMPLES / "perfect_losses")
    assert (result.status, result.score, result.max_score) == ("graded", 23, 23)
    one = grader.grade("optimizers", SAMPLES / "demo_optimizers", only=["SGD"])
    assert [exercise.name for exercise in one.exercises] == ["SGD"]
    with pytest.raises(SubmissionError, match="no such file"):
        grader.grade("losses", SAMPLES / "nobody")


def test_type_checkers_are_told() -> None:
    assert (ROOT / "grader" / "py.typed").is_file()
