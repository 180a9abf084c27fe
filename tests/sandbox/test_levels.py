"""Levels are found by what canaries meet, and by nothing else."""

import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli.doctor import doctor
from grader.errors import ConfigurationError, SandboxError
from grader.sandbox import backend as seam
from grader.sandbox import levels
from grader.sandbox.backend import open_backend
from grader.sandbox.backends import limits, sealed
from grader.sandbox.canaries import CANARIES, broken_claims, try_canaries
from grader.sandbox.saved_level import LEVELS, save_level, saved_level

pytestmark = pytest.mark.slow


def test_there_are_enough_canaries_and_each_level_has_its_own() -> None:
    assert len([c for c in CANARIES if "sealed" in c.levels]) >= 12
    assert {level for c in CANARIES for level in c.levels} == set(LEVELS)
    for level in LEVELS:
        assert level == seam.load(level).LEVEL


def test_limits_stops_what_it_claims_and_the_canaries_see_what_it_does_not() -> None:
    backend = open_backend("limits")
    sightings = try_canaries(backend, levels.TRIES[-1])
    assert broken_claims(sightings, "limits") == []
    through = {seen.canary.name for seen in sightings if not seen.stopped}
    assert through == {c.name for c in CANARIES if c.levels == ("sealed", "sealed+ns")}
    assert len(broken_claims(sightings, "sealed")) == len(through)


@pytest.mark.skipif(sys.platform != "linux", reason="sealing is Linux's")
@pytest.mark.parametrize("level", ["sealed", "sealed+ns"])
def test_the_sealed_levels_stop_every_canary(level: str) -> None:
    backend = open_backend(level)
    assert broken_claims(try_canaries(backend, levels.TRIES[-1]), level) == []
    backend.close()


@pytest.mark.skipif(sys.platform != "linux", reason="sealing is Linux's")
def test_a_hole_in_the_seal_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A filter that lets everything through: the level is not offered."""
    everything = b"\x06\x00\x00\x00\x00\x00\xff\x7f"
    monkeypatch.setattr(sealed, "filter_for", lambda machine: everything)
    finding = levels._once("sealed", levels.TRIES[0])
    assert "not as claimed here" in finding.problem
    assert "the network" in finding.problem or "ptrace" in finding.problem
    with pytest.raises(ConfigurationError, match="--isolation limits"):
        levels.choose()


def test_a_batch_takes_no_less_than_sealed_unless_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good = {"limits"}

    def once(level: str, seconds: float) -> levels.Finding:
        return levels.Finding(level, problem="" if level in good else "no such thing here")

    monkeypatch.setattr(levels, "_once", once)
    with pytest.raises(ConfigurationError, match=r"sealed: no such thing here.*--isolation limits"):
        levels.choose()
    assert levels.choose("limits").level == "limits"
    with pytest.raises(ConfigurationError, match="does not offer --isolation sealed"):
        levels.choose("sealed")
    with pytest.raises(ConfigurationError, match=r"there are sealed.ns, sealed, limits"):
        levels.choose("paper")
    assert levels.best().level == "limits"
    good.add("sealed")
    assert levels.choose().level == "sealed"
    good.clear()
    with pytest.raises(SandboxError, match="no level of isolation works here"):
        levels.best()


def test_doctor_shows_the_level_and_remembers_it(course: Path) -> None:
    save_level(None)
    assert saved_level() is None
    result = CliRunner().invoke(doctor, obj=lambda: course)
    assert result.exit_code == 0
    assert f"isolation  {levels.best().level}; tried here, and stopped: " in result.output
    assert saved_level() == levels.best().level
    save_level("limits")
    assert saved_level() == "limits"


def test_doctor_where_nothing_can_be_sealed(monkeypatch: pytest.MonkeyPatch, course: Path) -> None:
    """As on macOS and Windows: it says what is not protected."""
    monkeypatch.setattr(sealed.sys, "platform", "darwin")
    result = CliRunner().invoke(doctor, obj=lambda: course)
    assert result.exit_code == 0
    assert "sealing is the Linux kernel's; this is darwin" in result.output
    assert "NOT stopped: reading a file" in result.output
    assert "can reach files and the network" in result.output


def test_doctor_when_no_process_can_be_started(
    monkeypatch: pytest.MonkeyPatch, course: Path
) -> None:
    def nothing(*_: Any, **__: Any) -> None:
        raise SandboxError("no process today")

    for module in (limits, sealed):
        monkeypatch.setattr(module, "spawn", nothing)
    result = CliRunner().invoke(doctor, obj=lambda: course)
    assert result.exit_code == 3
    assert "no process today" in result.output
    assert "no code can be graded here" in result.output


def test_what_was_saved_is_not_believed_blindly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    save_level("sealed")
    (file,) = (tmp_path / "grader").iterdir()
    file.write_bytes(b"\xff\xfe nonsense")
    assert saved_level() is None
    file.write_text("root+everything\n")
    assert saved_level() is None
