"""`grader audit --minimise` on a real assignment: what it proposes, and what it leaves alone."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli.app import app
from grader.spec import load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A course whose `activations` was minimised, and what was printed."""
    course = tmp_path_factory.mktemp("course")
    for part in ("assignments/activations", "reference"):
        shutil.copytree(ROOT / part, course / part)
    file = course / "assignments/activations/assignment.yaml"
    kept = "{name: all_negative, keep: the lecture draws it, about:"
    text = file.read_text().replace("{name: all_negative, about:", kept)
    assert kept in text
    file.write_text(text)
    call = ["--course", str(course), "audit", "activations", "--minimise", "--write"]
    result = CliRunner().invoke(app, [*call, "--seeds", "0", "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return course, result.output


def names_of(course: Path) -> dict[str, list[str]]:
    assignment, _ = load(course / "assignments/activations")
    return {e.name: [case.name for case in e.cases] for e in assignment.exercises}


def test_it_says_what_it_saves(written: tuple[Path, str]) -> None:
    course, output = written
    left = sum(map(len, names_of(course).values()))
    before = sum(map(len, names_of(ROOT).values()))
    assert left < before
    assert f"activations: {left} of {before} cases" in output
    assert "written; now `grader golden activations --write`" in output


def test_each_exercise_keeps_two_cases_and_no_new_one(written: tuple[Path, str]) -> None:
    before = names_of(ROOT)
    for name, cases in names_of(written[0]).items():
        assert len(cases) >= 2
        assert [case for case in before[name] if case in cases] == cases


def test_a_case_that_the_author_keeps_stays(written: tuple[Path, str]) -> None:
    assert "all_negative" in names_of(written[0])["relu"]


def test_of_cases_that_alone_show_a_mistake_one_stays(written: tuple[Path, str]) -> None:
    assert {"at_zero", "matrix_with_zeros"} & set(names_of(written[0])["relu_grad"])


@pytest.mark.parametrize("options", [["--write"], ["--minimise", "--json"]])
def test_options_that_do_not_go_together_are_refused(options: list[str]) -> None:
    result = CliRunner().invoke(app, ["--course", str(ROOT), "audit", "activations", *options])
    assert result.exit_code == 2
    assert "--minimise" in result.output
