"""Every attack gets its verdict, and nothing else: nothing got out, was reached, or was changed.

Each runs at every level that claims to stop it, beside an honest submission and before another one,
whose results must not change by a bit.
"""

import os
from collections.abc import Iterator

import pytest

from grader.errors import SandboxError

from . import many, outer
from .trial import Trials, names, read, wrong
from .world import World

LEVELS = ("sealed+ns", "sealed", "limits")
PAIRS = [
    # Those in an outer namespace share it, so that one process has them all.
    pytest.param(level, name, marks=[pytest.mark.xdist_group(level)] if read(name).danger else [])
    for level in LEVELS
    for name in names()
    if level in read(name).levels
]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with World() as world:
        yield world


@pytest.fixture(scope="module")
def trials(request: pytest.FixtureRequest, world: World) -> Iterator[Trials]:
    try:
        trials = Trials(request.param, world)
    except SandboxError as error:
        if os.getuid() == 0 or os.environ.get("CI") == "true":
            raise  # there it is installed
        pytest.skip(str(error))
    yield trials
    trials.close()


@pytest.mark.slow
@pytest.mark.parametrize(("trials", "name"), PAIRS, indirect=["trials"])
def test_attack(trials: Trials, name: str) -> None:
    attack = read(name)
    if attack.danger:
        level = trials.backend.level
        together = tuple(n for n in names() if read(n).danger and level in read(n).levels)
        assert outer.run_all(level, together)[name] == {"wrong": [], "harm": []}
        return
    result, harm = trials.run(attack)
    assert wrong(attack, result) + harm == []


@pytest.mark.slow
def test_there_are_enough_attacks_of_every_group() -> None:
    groups = {name.partition("/")[0] for name in names()}
    assert groups == {
        "resources", "files", "network", "processes", "syscalls", "channel", "python", "values",
        "intake", "reports",
    }  # fmt: skip
    assert len(names()) >= 110
    assert len([name for name in names() if read(name).danger]) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("level", ["sealed", "sealed+ns"])
def test_nothing_is_left_of_many_submissions(level: str) -> None:
    assert many.run(level, 90) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["files/reads_the_secret", "network/connects_by_tcp"])
def test_the_witnesses_see_what_limits_does_not_stop(world: World, name: str) -> None:
    trials = Trials("limits", world)
    _, harm = trials.run(read(name))
    trials.close()
    assert harm
