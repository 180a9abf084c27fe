"""The auditor is audited: what is wrong with an assignment is found and said, and nothing else."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.audit.exercise import audit_exercise
from grader.audit.model import ExerciseAudit, MistakeAudit
from grader.audit.mutants import mutants
from grader.audit.report import AssignmentAudit, as_json, as_table, faults_of
from grader.audit.survivors import load_equivalents
from grader.cli.app import app
from grader.errors import SpecError
from grader.golden.reference import read_sources
from grader.spec import load


def copied(course: Path, tmp_path: Path) -> Path:
    """A course of its own with the assignment `activations`."""
    for part in ("assignments/activations", "reference"):
        shutil.copytree(course / part, tmp_path / part)
    return tmp_path


def edited(course: Path, file: str, old: str, new: str) -> None:
    path = course / "assignments" / "activations" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def audited(course: Path, name: str, seeds: int = 0) -> tuple[ExerciseAudit, list[str]]:
    """The audit of an exercise of `activations`, and what is said of it."""
    found = audit_exercise(course, "activations", name, seeds)
    assignment, _ = load(course / "assignments" / "activations")
    return found, faults_of(AssignmentAudit(assignment, (found,)))


@pytest.mark.slow
def test_nothing_is_wrong_with_an_exercise_that_is_shipped(course: Path) -> None:
    found, faults = audited(course, "softmax", seeds=3)
    assert faults == []
    assert all(mistake.caught and mistake.named for mistake in found.mistakes)
    assert found.pairs.caught == found.pairs.named == found.pairs.of > 40
    assert (found.killed, found.equivalent, found.right) == (16, 2, 5)
    assert found.right_error < 1e-12


@pytest.mark.slow
def test_a_case_that_is_taken_away_is_missed(course: Path, tmp_path: Path) -> None:
    """Without the huge logits, a softmax without a shift passes; golden values need no renewal."""
    mine = copied(course, tmp_path)
    path = mine / "assignments/activations/assignment.yaml"
    text = path.read_text()
    head, mark, rest = text.partition("  - name: softmax\n")
    for name in ("huge_logits", "wide_rows", "rows_far_apart"):
        rest, count = re.subn(rf"(?m)^      - name: {name}\n(?:        .*\n)+", "", rest, count=1)
        assert count == 1
    text = head + mark + rest
    path.write_text(text)
    _, faults = audited(mine, "softmax")
    assert any(f.startswith("softmax_no_shift: loses no points") for f in faults)
    assert any("np.max" in f and "no case of softmax notices" in f for f in faults), faults


@pytest.mark.slow
@pytest.mark.torch
def test_mistakes_that_nobody_tells_apart_are_confused(course: Path, tmp_path: Path) -> None:
    mine = copied(course, tmp_path)
    file = mine / "assignments/activations/mistakes.yaml"
    text = file.read_text()
    start = text.index("- id: tanh_grad_half")
    entry = text[start : text.index("- id: ", start + 5)].replace("tanh_grad_half", "again", 1)
    file.write_text(text + "\n" + entry)
    done = CliRunner().invoke(
        app, ["--course", str(mine), "golden", "activations", "--write"], standalone_mode=False
    )
    assert "rows written" in done.stdout, done.output
    found, faults = audited(mine, "tanh_grad", seeds=1)
    confused = {m.id: m.confused_with for m in found.mistakes if m.confused_with}
    assert confused == {"again": ("tanh_grad_half",), "tanh_grad_half": ("again",)}
    assert not next(m for m in found.mistakes if m.id == "again").named
    assignment, _ = load(mine / "assignments/activations")
    table = as_table([AssignmentAudit(assignment, (found,))])
    assert any("again: is caught and not named: it looks like tanh_grad_half" in r for r in table)
    assert any("tanh_grad_half = again (seed 1)" in f for f in faults)
    file.write_text(
        text + "\n" + entry.replace("  exercise:", "  same_as: tanh_grad_half\n  exercise:", 1)
    )
    done = CliRunner().invoke(
        app, ["--course", str(mine), "golden", "activations", "--write"], standalone_mode=False
    )
    found, faults = audited(mine, "tanh_grad", seeds=1)
    assert faults == []


@pytest.mark.slow
def test_a_right_solution_that_is_refused_is_a_fault(course: Path, tmp_path: Path) -> None:
    mine = copied(course, tmp_path)
    right = mine / "assignments/activations/right/loops.py"
    right.write_text(right.read_text() + "\n\ndef relu(x):\n    return abs(x)\n")
    _, faults = audited(mine, "relu")
    assert any("right/loops.py: relu/moderate is failed, though it is right" in f for f in faults)
    right.write_text(right.read_text() + "\n\ndef relu(x):\n    return x[17, 4, 2]\n")
    _, faults = audited(mine, "relu")
    assert any("relu/moderate is error (IndexError: too many indices" in f for f in faults)


@pytest.mark.slow
def test_a_right_solution_that_is_older_than_an_exercise_is_left_alone(
    course: Path, tmp_path: Path
) -> None:
    mine = copied(course, tmp_path)
    right = mine / "assignments/activations/right/loops.py"
    text = right.read_text()
    assert "\ndef relu(" in text
    right.write_text(text.replace("\ndef relu(", "\ndef older_relu("))
    _, faults = audited(mine, "relu")
    assert faults == []


@pytest.mark.slow
def test_an_edit_that_does_not_run_is_a_fault(course: Path, tmp_path: Path) -> None:
    mine = copied(course, tmp_path)
    edited(mine, "mistakes.yaml", 'with: "1 / np.cosh(x)"', 'with: "1 / cosh(x)"')
    _, faults = audited(mine, "tanh_grad")
    assert any(f.startswith("tanh_grad_sech: its edit does not run (NameError)") for f in faults)


def test_the_tolerance_needs_room_on_both_sides(course: Path) -> None:
    assignment, _ = load(course / "assignments" / "activations")
    near = MistakeAudit(id="m", exercise="e", caught=True, named=True, nearest=4e-9)
    rough = ExerciseAudit(
        assignment="activations", exercise="e", mistakes=(near,), right_error=3e-12
    )
    faults = faults_of(AssignmentAudit(assignment, (rough,)))
    assert len(faults) == 2
    assert "a right solution is 3e-12 off" in faults[0]
    assert "a mistake is only 4e-09 off" in faults[1]
    document = as_json([AssignmentAudit(assignment, (rough,))])
    assert (document["ok"], document["schema"]) == (False, "grader/audit/1")
    assert document["assignments"][0]["tolerance_window"] == [3e-12, 4e-9]


def test_mutants_change_one_place_each(course: Path) -> None:
    made = list(mutants(read_sources(course), "activations.softmax_jacobian"))
    changed = {mutant.now for mutant in made}
    assert "return np.diag(s) + np.outer(s, s)" in changed
    assert "return np.outer(s, s) - np.diag(s)" in changed
    assert "return np.diag(s)" in changed
    assert all(mutant.was != mutant.now and mutant.line > 50 for mutant in made)
    assert not any('"""' in mutant.was for mutant in made), "docstrings are no code"
    (default,) = {m.was for m in mutants(read_sources(course), "optimizers.AdaGrad.__init__")}
    assert default.startswith("def __init__(self, alpha: float, epsilon: float=1e-08)")


def test_an_equivalent_without_a_reason_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "equivalent.yaml").write_text("- in: a.b\n  was: x\n  now: y\n")
    with pytest.raises(SpecError, match=r"equivalent\.yaml:1:3: the key 'because' is missing"):
        load_equivalents(tmp_path)


@pytest.mark.slow
def test_the_command(course: Path) -> None:
    arguments = ["audit", "activations", "--seeds", "1", "--json"]
    done = CliRunner().invoke(app, arguments, standalone_mode=False)
    document = json.loads(done.stdout)
    assert (document["schema"], document["ok"]) == ("grader/audit/1", True)
    (found,) = document["assignments"]
    assert {"name", "tolerance", "tolerance_window", "mistakes", "pairs", "mutants"} <= found.keys()
    assert {"id", "exercise", "caught", "named", "confused_with"} <= found["mistakes"][0].keys()
    assert found["pairs"].keys() >= {"caught", "named", "of"}
    assert found["mutants"]["survived"] == []
    lo, hi = found["tolerance_window"]
    assert 50 * lo < found["tolerance"] < hi / 50
