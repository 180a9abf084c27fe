"""The cache of drawn cases: used, renewed when something changes, and redrawn when damaged."""

import os
import shutil
from functools import partial
from pathlib import Path

import pytest

from grader import cache
from grader.cases.build import draw_cases
from grader.cases.probes import draw_probes
from grader.spec import load

DRAWN = [0]


def draw(folder: Path) -> cache.Drawn:
    DRAWN[0] += 1
    assignment, source = load(folder)
    cases = draw_cases(assignment, source)
    return assignment, cases, draw_probes(assignment, cases)


@pytest.fixture
def folder(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    DRAWN[0] = 0
    copy = tmp_path / "losses"
    copy.mkdir()
    for name in ("assignment.yaml", "golden.json"):
        (copy / name).write_bytes((course / "assignments" / "losses" / name).read_bytes())
    return copy


def entries(folder: Path) -> list[Path]:
    return list((folder.parent / "cache" / "grader").glob("*.bin"))


def test_it_is_used(folder: Path) -> None:
    first = cache.load(folder, lambda: draw(folder))
    second = cache.load(folder, lambda: draw(folder))
    assert DRAWN == [1]
    for group in (1, 2):
        assert [case.data for case in first[group]] == [case.data for case in second[group]]  # type: ignore[union-attr]
    assert [probe.spec.name for probe in first[2]] == [probe.spec.name for probe in second[2]]
    assert len(first[2]) == 12
    assert first[0].exercises[0].cases == second[0].exercises[0].cases


def test_what_one_folder_kept_serves_it_by_any_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path must not stay in what is kept: the next call may come from elsewhere."""
    monkeypatch.chdir(folder.parent)
    first = cache.load(Path("losses"), lambda: draw(Path("losses")))
    second = cache.load(folder, lambda: draw(folder))
    assert DRAWN == [1]
    assert (first[0].folder, second[0].folder) == ("losses", str(folder))


def test_a_change_renews_it_and_takes_the_old_one_away(folder: Path) -> None:
    cache.load(folder, lambda: draw(folder))
    text = (folder / "assignment.yaml").read_text()
    (folder / "assignment.yaml").write_text(text.replace("tolerance: 1e-10", "tolerance: 1e-9"))
    assignment, *_ = cache.load(folder, lambda: draw(folder))
    assert assignment.tolerance == 1e-9
    assert DRAWN == [2]
    assert len(entries(folder)) == 1


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-1], lambda d: d[:-1] + bytes([d[-1] ^ 1]), lambda d: b""]
)
def test_damage_is_noticed(folder: Path, damage: object) -> None:
    cache.load(folder, lambda: draw(folder))
    (entry,) = entries(folder)
    entry.write_bytes(damage(entry.read_bytes()))  # type: ignore[operator]
    cache.load(folder, lambda: draw(folder))
    assert DRAWN == [2]


def test_without_a_place_to_write_it_draws(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    monkeypatch.setenv("LOCALAPPDATA", os.devnull)
    for _ in range(2):
        cache.load(folder, lambda: draw(folder))
    assert DRAWN == [2]


def test_an_older_state_goes_and_that_of_another_assignment_stays(folder: Path) -> None:
    other = folder.with_name(f"{folder.name}-2")
    shutil.copytree(folder, other)
    text = (folder / "assignment.yaml").read_text()
    (other / "assignment.yaml").write_text(text.replace("losses", "losses-2", 1))
    for own in (other, folder):
        cache.load(own, partial(draw, own))
    kept = set(entries(folder))
    assert len(kept) == 2
    (folder / "assignment.yaml").write_text(f"{text}\n# new\n")
    cache.load(folder, partial(draw, folder))
    now = set(entries(folder))
    assert len(now) == 2
    assert [entry.name.startswith(f"{folder.name}-2-") for entry in now & kept] == [True]
