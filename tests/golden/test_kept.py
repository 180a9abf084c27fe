"""What is kept of the reference: used, made again when it changes, and never from a submission."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.compare import judge
from grader.golden.kept import Parts, _parts, _plain_parts, kept_families, kept_parts
from grader.golden.parts import parts_of
from grader.model import Answer, Breach, Outcome
from grader.model.variants import Family, Part
from grader.paper import Paper, public_paper
from grader.runner.codec import encode_apart

MADE = [0]


@pytest.fixture(autouse=True)
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where things are kept in these tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    return tmp_path / "cache" / "grader"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An assignment's, with a reference beside it."""
    MADE[0] = 0
    (tmp_path / "reference").mkdir()
    folder = tmp_path / "assignments" / "losses"
    folder.mkdir(parents=True)
    for file in (folder / "assignment.yaml", folder / "mistakes.yaml"):
        file.write_text("[]")
    return folder


def entries(folder: Path) -> list[Path]:
    return list((folder.parents[1] / "cache" / "grader").glob("*.bin"))


FAMILY = Family(
    mistake="epsilon",
    exercise="ce_loss",
    low=0.0,
    high=1.0,
    files={"losses.py": b"free_constant = 0.0"},
    reference="losses.ce_loss",
)


def make() -> dict[str, list[Family]]:
    MADE[0] += 1
    return {"ce_loss": [FAMILY]}


def test_families_are_kept_until_the_mistakes_or_the_reference_change(folder: Path) -> None:
    reference = folder.parents[1] / "reference"
    for count, changed in enumerate((folder / "mistakes.yaml", reference / "losses.py"), start=1):
        for _ in range(2):
            assert kept_families(folder, make)() == {"ce_loss": [FAMILY]}
        assert count == MADE[0]
        changed.write_text("# changed")
    kept_families(folder, make)()
    assert (MADE, len(entries(folder))) == ([3], 1)


def test_families_that_a_submission_wrote_meanwhile_are_not_taken(folder: Path) -> None:
    """What is in them is run by the judge."""
    families = kept_families(folder, make)
    forged = msgspec.structs.replace(FAMILY, files={"losses.py": b"forged"})
    kept_families(folder, lambda: {"ce_loss": [forged]})()
    assert kept_families(folder, make)() == {"ce_loss": [forged]}  # it lies there
    assert families() == {"ce_loss": [FAMILY]}


def test_what_was_changed_while_they_were_made_is_not_kept_as_what_was_there_before(
    folder: Path,
) -> None:
    def make_late() -> dict[str, list[Family]]:
        (folder / "mistakes.yaml").write_text("[]  # changed")
        return {}

    assert kept_families(folder, make_late)() == {}
    (folder / "mistakes.yaml").write_text("[]")
    assert kept_families(folder, make)() == {"ce_loss": [FAMILY]}


def test_damaged_families_are_made_again(folder: Path) -> None:
    kept_families(folder, make)()
    (entry,) = entries(folder)
    entry.write_bytes(entry.read_bytes()[:-1])
    assert kept_families(folder, make)() == {"ce_loss": [FAMILY]}
    assert MADE == [2]


def test_a_kit_has_no_mistakes_to_make_them_of(folder: Path) -> None:
    (folder / "mistakes.yaml").unlink()
    assert kept_families(folder, make)() == {}
    assert (MADE, entries(folder)) == ([0], [])


def requests(parts: Parts) -> dict[tuple[str, str], dict[str, Any]]:
    """What would be sent of all parts."""
    return {(name, e): part.request for name, own in parts.items() for e, part in own.items()}


def judged(parts: Parts, paper: Paper) -> dict[tuple[str, str, str], str]:
    """What the answers of all parts are worth."""
    goldens = {case.id: (case, paper.golden(case)) for case in paper.cases}
    return {
        (name, earlier, case): judge(*goldens[case], found, paper.tolerance).status
        for name, own in parts.items()
        for earlier, part in own.items()
        for case, found in part.answers.items()
    }


def test_kept_parts_are_those_that_were_made(course: Path) -> None:
    paper = public_paper(course / "assignments" / "backprop")
    made = parts_of(paper.assignment, paper.cases)
    assert requests(paper.parts) == requests(made)  # which keeps them
    kept = kept_parts(course / "assignments" / "backprop", pytest.fail)()
    assert requests(kept) == requests(made)
    assert judged(kept, paper) == judged(made, paper) != {}


def test_parts_of_some_exercises_are_not_kept_as_those_of_all(course: Path, cached: Path) -> None:
    folder = course / "assignments" / "backprop"
    public_paper(folder, ["mlp_backward"]).parts  # noqa: B018
    assert not list(cached.glob("backprop.parts-*"))
    public_paper(folder).parts  # noqa: B018
    assert len(list(cached.glob("backprop.parts-*"))) == 1


def test_a_breach_is_kept_with_its_answer() -> None:
    breach = Breach("argument_changed", 2)
    answer = Answer(*encode_apart(1.0))
    breaking = Outcome(case="f/c", status="value", answer=answer, breaches=(breach,))
    part = Part({}, "m", "f", {"f/c": breaking, "f/d": Outcome(case="f/d", status="timeout")})
    restored = _parts(_plain_parts({"g": {"f": part}}))["g"]["f"]
    assert restored.answers["f/c"].breaches == (breach,)
    assert restored.answers["f/c"].value == 1.0
    assert restored.answers["f/d"] == part.answers["f/d"]


def test_parts_are_made_again_when_a_file_beside_the_assignment_changes(folder: Path) -> None:
    data = folder / "digits.txt"
    kept_parts(folder, dict)()
    data.write_text("0 1 2")
    made = {"g": {"f": Part({}, "m", "f", {})}}
    assert kept_parts(folder, lambda: made)() == made
